import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { shanghaiTime } from '$lib/domain/clock';
import type { App } from '$lib/server/app';
import type { FileReport } from '$lib/server/ingest/file-report';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import { sqlDrivers } from '$lib/server/sources/sql-drivers';
import { collectRows, type SqlQuery, type SqlSource } from '$lib/server/sources/sql-rows';
import type { RunWork } from './job';
import { ingestContext, sourceContext } from './source-context';

const kept = z.object({ value: z.string() });

/** Reads one question of a database from where it was left, loads the rows, and only then moves the mark. */
export async function pullRows(
	app: App,
	source: SqlSource,
	query: SqlQuery,
	work: RunWork
): Promise<FileReport[]> {
	const { warehouse } = app;
	const what = `${source.supplier} ${query.feed}`;
	const [mark] = await warehouse.read(
		`select value from source_watermark where source_id = $id and feed = $feed order by kept_at desc limit 1`,
		{ id: source.id, feed: query.feed },
		kept
	);
	const before = mark?.value ?? null;
	work.step({ name: 'query', what });
	const file = await collectRows(sourceContext(app), source, query, before, sqlDrivers[source.engine]);
	try {
		if (file.rows === 0) return [];
		work.step({ name: 'loading', what });
		const reports = await ingestFile(ingestContext(app), {
			path: file.path,
			name: file.name,
			feed: query.feed,
			sourceId: source.id,
			supplier: source.supplier
		});
		const { watermark } = file;
		if (watermark !== null && watermark !== before && reports.every((report) => report.error === null)) {
			await warehouse.write((tx) =>
				tx.run('insert into source_watermark values ($id, $feed, $value, cast($at as timestamp))', {
					id: source.id,
					feed: query.feed,
					value: watermark,
					at: shanghaiTime(app.clock())
				})
			);
		}
		return reports;
	} finally {
		await rm(file.path, { force: true });
	}
}
