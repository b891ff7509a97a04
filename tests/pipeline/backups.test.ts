import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drillsOf } from '$jobs/backup-drills';
import exportCommand from '$jobs/commands/export.command';
import { backupCards } from '$jobs/kept-backups';
import { runJob } from '$jobs/run';
import { readConfig } from '$lib/server/config';
import type { App } from '$lib/server/app';
import { createApp } from '$lib/server/app';
import { feeds } from '$lib/domain/feeds';
import { testHome, type TestHome } from '../support/home';

let home: TestHome;
let app: App;
let second: string;
beforeEach(async () => {
	home = testHome();
	second = join(home.path, '..', 'second');
	mkdirSync(second);
	const given = { XINSHAO_HOME: home.path, XINSHAO_NOW: '2026-11-21', XINSHAO_MEMORY: '512MB' };
	app = await createApp(readConfig({ ...given, XINSHAO_BACKUP_COPY: second }, home.config.root));
	const row = '91410803MA0000001X,2026-08,100,100,0,1000';
	await home.ingest(app, 'tax_1.csv', `uscc,month,declared,paid,overdue,invoiced\n${row}`);
});
afterEach(async () => {
	await app.close();
	home.remove();
});

test('a backup lies in both places, and its card tells what was proven of it', async () => {
	expect(await runJob(app, 'backup', 'person')).toMatchObject({ status: 'done' });
	const [card, ...others] = await backupCards(home.path, second);
	expect(others).toEqual([]);
	expect(card).toMatchObject({ isInSecondPlace: true, keptAs: ['day', 'week', 'month'] });
	expect(card!.sha256).toMatch(/^[0-9a-f]{64}$/);
	expect(card!.rows).toBeGreaterThan(0);
	expect(
		readFileSync(join(second, card!.name)).equals(readFileSync(join(home.path, 'backups', card!.name)))
	).toBe(true);
	truncateSync(join(second, card!.name), 100);
	expect((await backupCards(home.path, second))[0]!.isInSecondPlace).toBe(false);
	expect((await backupCards(home.path, undefined))[0]!.isInSecondPlace).toBeNull();
});

test('a second place that is gone fails in a sentence, and the backup at home is kept', async () => {
	rmSync(second, { recursive: true });
	const report = await runJob(app, 'backup', 'person');
	expect(report.status).toBe('partial');
	expect(report.error).toContain('第二处');
	expect((await backupCards(home.path, second))[0]).toMatchObject({ isInSecondPlace: false });
});

test('a drill restores the newest backup, compares it, and leaves nothing behind', async () => {
	await runJob(app, 'backup', 'person');
	expect(await runJob(app, 'drill', 'person')).toMatchObject({ status: 'done', error: null });
	const [done] = drillsOf(home.path);
	const [card] = await backupCards(home.path, undefined);
	expect(done).toMatchObject({
		ok: true,
		file: card!.name,
		rows: card!.rows,
		tables: card!.tables,
		says: null
	});
	expect(readdirSync(join(home.path, 'tmp')).filter((name) => name.startsWith('drill'))).toEqual([]);
});

test('a backup that was damaged since does not pass the drill', async () => {
	await runJob(app, 'backup', 'person');
	const [card] = await backupCards(home.path, undefined);
	const path = join(home.path, 'backups', card!.name);
	const bytes = readFileSync(path);
	// Within the database file, well behind the head of the archive.
	bytes[Math.floor(bytes.length / 2)]! ^= 0xff;
	writeFileSync(path, bytes);
	const report = await runJob(app, 'drill', 'person');
	expect(report.status).toBe('partial');
	expect(drillsOf(home.path)[0]).toMatchObject({
		ok: false,
		says: expect.stringMatching(/核对不通过|没有通过检查/)
	});
});

test('without a backup there is nothing to drill, and that is said', async () => {
	expect(await runJob(app, 'drill', 'person')).toMatchObject({
		status: 'failed',
		error: expect.stringContaining('还没有备份')
	});
	expect(drillsOf(home.path)).toEqual([]);
});

test('everything is written in open formats, one file a table, into a folder', async () => {
	const folder = join(home.path, '..', 'all');
	const { code, out } = await home.command(app, exportCommand, ['all', '--out', folder]);
	expect([code, out]).toEqual([0, expect.stringMatching(/\d+ 张表/)]);
	expect(readdirSync(folder).sort()).toEqual(
		['tiers', 'indicators', 'alerts', 'quarantine', ...feeds.keys()].map((name) => `${name}.csv`).sort()
	);
	expect(readFileSync(join(folder, 'tax.csv'), 'utf8')).toContain('91410803MA0000001X');
	expect((await home.command(app, exportCommand, ['all'])).code).not.toBe(0);
});
