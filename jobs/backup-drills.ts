import { existsSync, readFileSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { shanghaiTime } from '$lib/domain/clock';
import type { App } from '$lib/server/app';
import { restoreBackup } from '$lib/server/warehouse/backup';
import { backupOf } from './backup-plan';

const drillShape = z.object({
	/** Shanghai time. */
	at: z.string(),
	file: z.string(),
	ok: z.boolean(),
	rows: z.number(),
	tables: z.number(),
	seconds: z.number(),
	/** One Chinese sentence where it did not come back the same. */
	says: z.string().nullable()
});

/** One restore of a backup into an empty folder, and what came of it. */
export type Drill = z.infer<typeof drillShape>;

const drillsPath = (home: string) => join(home, 'backups', 'drills.ndjson');

/** Drills of a home, newest first. */
export function drillsOf(home: string): Drill[] {
	if (!existsSync(drillsPath(home))) return [];
	return readFileSync(drillsPath(home), 'utf8')
		.split('\n')
		.flatMap((line) => {
			// A line that a crash cut in half tells of a drill that did not end.
			try {
				return line === '' ? [] : [drillShape.parse(JSON.parse(line))];
			} catch {
				return [];
			}
		})
		.reverse();
}

/** Room on the disk that a drill leaves free beside what it unpacks. */
const spareBytes = 512 * 2 ** 20;

async function newestBackup(home: string): Promise<string> {
	const names = (await readdir(join(home, 'backups'))).filter((name) => backupOf(name) !== undefined);
	const newest = names.sort().at(-1);
	if (newest === undefined)
		throw new RiskError('NO_BACKUP', '还没有备份，没有可演练的；请先运行一次“备份”。');
	return newest;
}

/**
 * Restores the newest backup into an empty folder of the home, reads all of it and compares it with what the backup
 * says of itself; the folder goes again. A backup that does not come back is an outcome, not an error.
 * @throws RiskError NO_BACKUP, DISK_FULL
 */
export async function drill(app: App): Promise<Drill> {
	const { home } = app.config;
	const file = await newestBackup(home);
	const path = join(home, 'backups', file);
	const { size } = await stat(path);
	const { bavail, bsize } = await statfs(home);
	if (bavail * bsize < size + spareBytes)
		throw new RiskError(
			'DISK_FULL',
			`磁盘剩余空间不够展开备份 ${file}，没有演练；请清理磁盘，或在另一台机器上运行 xinshao restore。`
		);
	await mkdir(join(home, 'tmp'), { recursive: true });
	const folder = await mkdtemp(join(home, 'tmp', 'drill-'));
	const started = performance.now();
	const seconds = () => Math.round((performance.now() - started) / 100) / 10;
	const kept = { at: shanghaiTime(app.clock()), file };
	let done: Drill;
	try {
		const { tables } = await restoreBackup(path, join(folder, 'home'));
		const counts = Object.values(tables).map(({ rows }) => rows);
		const rows = counts.reduce((sum, count) => sum + count, 0);
		done = { ...kept, ok: true, rows, tables: counts.length, seconds: seconds(), says: null };
	} catch (error) {
		if (!(error instanceof RiskError)) throw error;
		done = { ...kept, ok: false, rows: 0, tables: 0, seconds: seconds(), says: error.message };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	await appendFile(drillsPath(home), `${JSON.stringify(done)}\n`, { mode: 0o600 });
	return done;
}
