import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { App } from '$lib/server/app';
import type { IngestContext } from '$lib/server/ingest/ingest-request';
import { guardedFetch } from '$lib/server/sources/guarded-fetch';
import type { SourceContext } from '$lib/server/sources/source';

/** What connectors may use, from the installation. */
export function sourceContext(app: App): SourceContext {
	return {
		home: app.config.home,
		temp: join(app.config.home, 'tmp'),
		now: app.clock,
		fetch: guardedFetch(),
		env: process.env,
		wait: async (milliseconds) => setTimeout(milliseconds),
		random: Math.random
	};
}

/** What ingest needs, from the installation. */
export function ingestContext(app: App): IngestContext {
	const { warehouse, config, keys, clock } = app;
	return { warehouse, home: config.home, keys, clock };
}
