import {
	appendFileSync,
	copyFileSync,
	existsSync,
	readFileSync,
	renameSync,
	rmSync,
	truncateSync,
	writeFileSync
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { mkdirSync, openSync, readSync, writeSync, closeSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import backup from '$jobs/commands/backup.command';
import rebuild from '$jobs/commands/rebuild.command';
import restore from '$jobs/commands/restore.command';
import verify from '$jobs/commands/verify.command';
import type { App } from '$lib/server/app';
import { readConfig } from '$lib/server/config';
import { journalPath } from '$lib/server/warehouse/ack-journal';
import { databasePath } from '$lib/server/warehouse/open';
import { copyBeforeCheckpoint, rescueLog } from '$lib/server/warehouse/rescue';
import { testHome, type TestHome } from '../support/home';

let home: TestHome;
beforeEach(() => {
	home = testHome();
});
afterEach(() => home.remove());

const taxRows = (month: string, from: number, count: number) =>
	['uscc,month,declared,paid,overdue,invoiced']
		.concat(
			Array.from(
				{ length: count },
				(_, i) => `91410803MA${String(from + i).padStart(7, '0')}X,${month},100,100,0,1000`
			)
		)
		.join('\n');

async function countOf(app: App): Promise<number> {
	const [row] = await app.warehouse.read(
		'select count(*) as n from feed_tax',
		{},
		z.object({ n: z.coerce.number() })
	);
	return row?.n ?? 0;
}

async function twoBatches(): Promise<void> {
	const app = await home.open();
	for (const [name, month] of [
		['tax_1.csv', '2026-08'],
		['tax_2.csv', '2026-09']
	] as const) {
		const [report] = await home.ingest(app, name, taxRows(month, 1, 50));
		expect(report).toMatchObject({ accepted: 50, error: null });
	}
	await app.close();
}

/** Flips bits of the block that a checkpoint rewrites in place. */
function tearMetadata(path: string): void {
	const handle = openSync(path, 'r+');
	const byte = Buffer.alloc(1);
	readSync(handle, byte, 0, 1, 12_288 + 3);
	byte[0] = byte[0]! ^ 0xff;
	writeSync(handle, byte, 0, 1, 12_288 + 3);
	closeSync(handle);
}

test('a home that lost acknowledged batches is not served, and is mended from the landed files', async () => {
	await twoBatches();
	rmSync(`${databasePath(home.path)}.wal`);
	await expect(home.open()).rejects.toMatchObject({ code: 'HOME_BEHIND' });
	const answer = await home.command(home.config, rebuild, ['--json']);
	expect(JSON.parse(answer.out)).toEqual({ missing: 2, restored: 2, left: 0 });
	const app = await home.open();
	expect(await countOf(app)).toBe(100);
	await app.close();
});

test('a database that is gone altogether is rebuilt from the landed files', async () => {
	await twoBatches();
	for (const end of ['', '.wal']) rmSync(databasePath(home.path) + end, { force: true });
	await home.command(home.config, rebuild, []);
	const app = await home.open();
	expect(await countOf(app)).toBe(100);
	expect((await home.command(app, verify, ['--json'])).code).toBe(0);
	await app.close();
});

test('a checkpoint that was cut off is undone from the copy beside it, and the log is kept', async () => {
	await twoBatches();
	const path = databasePath(home.path);
	copyFileSync(path, copyBeforeCheckpoint(path));
	tearMetadata(path);
	const app = await home.open();
	expect(await countOf(app)).toBe(100);
	await app.close();
	expect(existsSync(copyBeforeCheckpoint(path))).toBe(false);
	expect(readFileSync(rescueLog(home.path), 'utf8')).toContain('恢复整理前的副本');
});

test('a torn block without a copy is opened again by its recomputed checksum', async () => {
	await twoBatches();
	tearMetadata(databasePath(home.path));
	const app = await home.open();
	expect(await countOf(app)).toBe(100);
	await app.close();
	expect(readFileSync(rescueLog(home.path), 'utf8')).toContain('已重新计算');
});

test('the torn end of a log is cut off, and nothing acknowledged goes with it', async () => {
	await twoBatches();
	const log = `${databasePath(home.path)}.wal`;
	appendFileSync(log, Buffer.concat([Buffer.from([9, 2, 0, 0, 0, 0, 0, 0]), Buffer.alloc(4096)]));
	const app = await home.open();
	expect(await countOf(app)).toBe(100);
	await app.close();
});

test('a log cut in the middle opens without a word, and the journal tells', async () => {
	await twoBatches();
	const log = `${databasePath(home.path)}.wal`;
	truncateSync(log, Math.floor(statSync(log).size / 2));
	await expect(home.open()).rejects.toMatchObject({ code: 'HOME_BEHIND' });
});

test('a half line of the journal was never acknowledged; a changed line is refused', async () => {
	await twoBatches();
	const path = journalPath(home.path);
	appendFileSync(path, '{"batch":3,"feed":"tax');
	const app = await home.open();
	await app.close();
	expect(readFileSync(path, 'utf8').endsWith('}\n')).toBe(true);
	writeFileSync(path, readFileSync(path, 'utf8').replace('"accepted":50', '"accepted":51'));
	await expect(home.open()).rejects.toMatchObject({ code: 'JOURNAL_DAMAGED' });
});

test('a backup made while rows come in is restored the same, table by table', async () => {
	const app = await home.open();
	await home.ingest(app, 'tax_1.csv', taxRows('2026-08', 1, 500));
	const file = join(home.path, 'backups', 'one.tar');
	const [made] = await Promise.all([
		home.command(app, backup, [file, '--json']),
		home.ingest(app, 'tax_2.csv', taxRows('2026-09', 1, 500))
	]);
	expect(made.code).toBe(0);
	expect((await home.command(app, verify, [])).code).toBe(0);
	await app.close();

	const other = testHome();
	const restored = await other.command(other.config, restore, [file, '--json']);
	expect(JSON.parse(restored.out).tables).toEqual(JSON.parse(made.out).tables);
	const copy = await other.open();
	const count = await countOf(copy);
	expect([500, 1000]).toContain(count);
	expect((await other.command(copy, verify, [])).code).toBe(0);
	await copy.close();
	await expect(other.command(other.config, restore, [file])).rejects.toMatchObject({
		code: 'HOME_NOT_EMPTY'
	});
	other.remove();
});

test('an archive that was cut or holds strange names is refused before anything is written', async () => {
	await twoBatches();
	const app = await home.open();
	const file = join(home.path, 'backups', 'one.tar');
	await home.command(app, backup, [file]);
	await app.close();
	const target = readConfig({ XINSHAO_HOME: join(home.path, '..', 'other') }, home.config.root);

	const cut = join(home.path, 'backups', 'cut.tar');
	copyFileSync(file, cut);
	truncateSync(cut, Math.floor(statSync(file).size / 3));
	await expect(home.command(target, restore, [cut])).rejects.toMatchObject({ code: 'BACKUP_UNREADABLE' });

	const strange = join(home.path, 'strange');
	mkdirSync(join(strange, 'etc'), { recursive: true });
	for (const name of ['xinshao.duckdb', 'manifest.json', 'etc/passwd'])
		writeFileSync(join(strange, name), 'x');
	const archive = join(home.path, 'backups', 'strange.tar');
	execFileSync('tar', ['-cf', archive, '-C', strange, 'xinshao.duckdb', 'manifest.json', 'etc/passwd']);
	await expect(home.command(target, restore, [archive])).rejects.toMatchObject({ code: 'BACKUP_UNREADABLE' });
	expect(existsSync(target.home)).toBe(false);
});
test('verify names the line of the audit log that was changed, and an end that was cut off', async () => {
	const app = await home.open();
	const act = { actor_id: '1', actor: '张三', address: '', act: 'reveal', subject: null, detail: null };
	for (const subject of ['一', '二', '三']) await app.audit.record({ ...act, subject, result: 'done' });
	expect((await home.command(app, verify, [])).code).toBe(0);
	const path = join(home.path, 'audit', '2026-11.ndjson');
	const whole = readFileSync(path, 'utf8');
	writeFileSync(path, whole.replace('"张三"', '"李四"'));
	const changed = await home.command(app, verify, []);
	expect([changed.code, changed.out]).toEqual([1, expect.stringContaining('2026-11.ndjson:1')]);
	writeFileSync(path, whole.split('\n').slice(0, 2).join('\n') + '\n');
	const cut = await home.command(app, verify, []);
	expect([cut.code, cut.out]).toEqual([1, expect.stringContaining('head.json')]);
	await app.close();
});

test('verify names the promise that is broken and the landed file that was changed', async () => {
	await twoBatches();
	const app = await home.open();
	await app.warehouse.write((tx) => tx.run('update batch set rows_read = rows_read + 1 where batch_id = 1'));
	const [file] = await app.warehouse.read(
		'select landed_path from batch where batch_id = 2',
		{},
		z.object({ landed_path: z.string() })
	);
	appendFileSync(join(home.path, file!.landed_path), 'x');
	const { code, out } = await home.command(app, verify, []);
	expect(code).toBe(1);
	expect(out).toContain('rows_accounted_for');
	expect(out).toContain(file!.landed_path);
	await app.close();
});

test('a backup is whole although files land while it is packed', async () => {
	const app = await home.open();
	await home.ingest(app, 'tax_0.csv', taxRows('2026-08', 1, 200));
	const file = join(home.path, 'backups', 'one.tar');
	const landed = join(home.path, 'landed');
	let isOver = false;
	// The folders change all the time, as they do while suppliers send.
	const landing = (async () => {
		for (let n = 0; !isOver; n += 1) {
			mkdirSync(join(landed, `x${n % 50}`), { recursive: true });
			writeFileSync(join(home.path, '..', 'arriving'), 'x'.repeat(20_000));
			renameSync(join(home.path, '..', 'arriving'), join(landed, `x${n % 50}`, `${n}.csv`));
			await new Promise((go) => setTimeout(go, 0));
		}
	})();
	for (let n = 0; n < 3; n += 1) expect((await home.command(app, backup, [file])).code).toBe(0);
	isOver = true;
	await landing;
	await app.close();
	const other = testHome();
	expect((await other.command(other.config, restore, [file])).code).toBe(0);
	other.remove();
});
