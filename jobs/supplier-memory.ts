import { join } from 'node:path';
import { z } from 'zod';
import { shanghaiTime } from '$lib/domain/clock';
import type { Actor } from '$lib/domain/actor';
import type { App } from '$lib/server/app';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import type { MoneyUnit } from '$lib/server/ingest/memory/money-units';
import { rememberHeader, rememberUnit } from '$lib/server/ingest/memory/supplier-memory';
import { ingestContext } from './source-context';

interface About {
	/** '' where files came without a supplier. */
	readonly supplier: string;
	readonly feed: string;
}

/** Takes back what was said of a header or of the unit of a column. */
export async function takeBack(
	app: App,
	actor: Actor,
	{ supplier, feed, kind, what }: About & { kind: 'header' | 'unit'; what: string }
): Promise<void> {
	const act = { supplier, feed, actor, at: shanghaiTime(app.clock()) };
	await app.warehouse.write((tx) =>
		kind === 'header'
			? rememberHeader(tx, act, { header: what, column: null })
			: rememberUnit(tx, act, { column: what, unit: null })
	);
}

/**
 * Answers in which unit a supplier writes a column. With `again`, the files of the batches that asked are read once
 * more from their landed bytes: what was wrong is superseded from now on, and stays visible as it was known before.
 */
export async function answerUnit(
	app: App,
	actor: Actor,
	{ supplier, feed, column, unit, again }: About & { column: string; unit: MoneyUnit; again: boolean }
): Promise<void> {
	const asked = await app.warehouse.read(
		`select distinct b.file_name, b.landed_path, b.source_id
		from unit_question q join batch b on b.batch_id = q.batch_id and b.status = 'loaded'
		where q.supplier = $supplier and q.feed = $feed and q.column_name = $column and q.read_as <> $unit
		order by 1, 2, 3`,
		{ supplier, feed, column, unit },
		z.object({ file_name: z.string(), landed_path: z.string(), source_id: z.string() })
	);
	await app.warehouse.write((tx) =>
		rememberUnit(tx, { supplier, feed, actor, at: shanghaiTime(app.clock()) }, { column, unit })
	);
	if (!again) return;
	for (const file of asked) {
		await ingestFile(ingestContext(app), {
			path: join(app.config.home, file.landed_path),
			name: file.file_name,
			sourceId: file.source_id,
			feed,
			again: true,
			...(supplier !== '' && { supplier })
		});
	}
}
