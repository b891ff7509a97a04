import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { feeds } from '$lib/domain/feeds';
import type { FileReport } from '$lib/server/ingest/file-report';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import { loadCalendar } from '$lib/server/policies/calendar';
import { loadPolicy } from '$lib/server/policies/load-policy';
import { runScore, tablesOfRun, type ScoreOutcome } from '$lib/server/scoring/run-score';
import { migrate } from '$lib/server/warehouse/migrate';
import { personalKeys } from '$lib/server/warehouse/pii-vault';
import { openWarehouse, type Params, type Warehouse } from '$lib/server/warehouse/warehouse';

const root = resolve(import.meta.dirname, '../..');

export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** A district of its own for one test file: a real database in memory and a home on the disk. */
export interface District {
	readonly warehouse: Warehouse;
	readonly home: string;
	/** Writes a file to a temporary folder and ingests it. */
	ingestText(name: string, content: string | Buffer, receivedAt?: string): Promise<FileReport[]>;
	/** Ingests rows of several feeds as NDJSON. */
	ingestRows(rows: Readonly<Record<string, readonly Row[]>>, receivedAt?: string): Promise<FileReport[]>;
	score(asOf: string, knownAt?: string): Promise<ScoreOutcome>;
	read<T>(sql: string, params: Params, row: z.ZodType<T>): Promise<T[]>;
	/** Forgets all data, keeps the tables. */
	clear(): Promise<void>;
	close(): Promise<void>;
}

export const policy = loadPolicy('410803', join(root, 'data/policies'));
export const calendar = loadCalendar(join(root, 'data/calendar'));

/** Opens an empty district; `clock` is what "now" is for ingest. */
export async function openDistrict(now = '2026-11-21T10:00:00+08:00'): Promise<District> {
	const home = mkdtempSync(join(tmpdir(), 'xinshao-district-'));
	mkdirSync(join(home, 'tmp'), { recursive: true });
	const warehouse = await openWarehouse({ home: undefined });
	await migrate(warehouse);
	const clock = () => new Date(now);
	const context = { warehouse, home, keys: personalKeys(undefined), clock };
	let sequence = 0;

	const ingestText = async (name: string, content: string | Buffer, receivedAt?: string) => {
		sequence += 1;
		const folder = join(home, `given-${sequence}`);
		mkdirSync(folder);
		const path = join(folder, name);
		writeFileSync(path, content);
		return ingestFile(context, { path, sourceId: 'test', ...(receivedAt && { receivedAt }) });
	};
	return {
		warehouse,
		home,
		ingestText,
		async ingestRows(rows, receivedAt) {
			const reports: FileReport[] = [];
			for (const [feed, list] of Object.entries(rows)) {
				if (list.length === 0) continue;
				const text = list.map((row) => JSON.stringify(row)).join('\n');
				reports.push(...(await ingestText(`${feed}_${sequence}.ndjson`, text, receivedAt)));
			}
			return reports;
		},
		score: (asOf, knownAt) =>
			runScore(
				warehouse,
				{ policy, calendar },
				{ asOf, knownAt: knownAt ?? null, series: 'adhoc', scoredAt: '2026-11-21 10:00:00' }
			),
		read: (sql, params, row) => warehouse.read(sql, params, row),
		async clear() {
			await warehouse.write(async (tx) => {
				for (const feed of feeds.keys()) await tx.run(`delete from feed_${feed}`);
				const ofBatches = [
					'batch',
					'set_aside',
					'unchanged_row',
					'corrected_row',
					'batch_withdrawal',
					'brought_back'
				];
				for (const table of [...ofBatches, ...tablesOfRun]) await tx.run(`delete from ${table}`);
			});
		},
		async close() {
			await warehouse.close();
			rmSync(home, { recursive: true, force: true });
		}
	};
}
