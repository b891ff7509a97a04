import {
	appendFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	renameSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { watchInbox, type InboxWatch } from '$jobs/inbox-watch';
import { runJob } from '$jobs/run';
import type { App } from '$lib/server/app';
import { InboxMemory } from '$lib/server/sources/inbox-memory';
import { testHome, type TestHome } from '../support/home';

let home: TestHome;
let app: App;
let watch: InboxWatch | undefined;

beforeEach(async () => {
	home = testHome();
	app = await home.open();
	mkdirSync(join(home.path, 'inbox'), { recursive: true });
});
afterEach(async () => {
	watch?.stop();
	watch = undefined;
	await app.close();
	home.remove();
});

const header = '项目编码,工资所属月,身份证号码,姓名,应发工资（元）,实发工资（元）,发放状态\n';
const inbox = (name: string) => join(home.path, 'inbox', name);
const csv = (from: number, to: number) =>
	Array.from(
		{ length: to - from },
		(_, n) => `P1,2026-08,99010119900101${String(1000 + from + n)},工人${n},6500,6500,成功\n`
	).join('');
const batches = () =>
	app.warehouse.read(
		'select file_name, rows_read from batch order by batch_id',
		{},
		z.object({ file_name: z.string(), rows_read: z.number() })
	);
const runs = () =>
	app.warehouse.read(
		'select trigger, status from job_run',
		{},
		z.object({ trigger: z.string(), status: z.string() })
	);

async function until(isSo: () => Promise<boolean> | boolean, seconds: number): Promise<void> {
	const began = performance.now();
	while (!(await isSo())) {
		if (performance.now() - began > seconds * 1000) throw new Error('it did not happen');
		await wait(50);
	}
}

test('a file is loaded within seconds of its last byte, whole, by the job of the timetable', async ({
	skip
}) => {
	watch = watchInbox(app, 200);
	const name = 'payroll_某街道.csv';
	writeFileSync(inbox(name), header);
	for (let part = 0; part < 6; part += 1) {
		appendFileSync(inbox(name), csv(part * 10, part * 10 + 10));
		// The times of a copy may be those of its original: they say nothing of whether it still grows.
		utimesSync(inbox(name), new Date('2020-01-01'), new Date('2020-01-01'));
		const written = performance.now();
		await wait(400);
		const isTaken = (await batches()).length > 0 || !existsSync(inbox(name));
		skip(performance.now() - written > 1500, 'this machine stood still for longer than the file');
		expect(isTaken).toBe(false);
	}
	await until(() => !existsSync(inbox(name)), 30);
	expect(await batches()).toEqual([{ file_name: name, rows_read: 60 }]);
	expect(await runs()).toHaveLength(1);
	expect((await runs())[0]?.trigger).toBe('watch');
});

test('two looks at the same moment are one run, and a file that cannot be used goes back once', async () => {
	writeFileSync(inbox('说明.csv'), '说明,内容\n甲,乙\n');
	watch = watchInbox(app, 100);
	const [scheduled] = await Promise.all([
		runJob(app, 'inbox', 'timetable'),
		until(() => existsSync(join(home.path, 'inbox', '退回')), 30)
	]);
	await wait(600);
	expect(['done', 'partial', 'skipped']).toContain(scheduled.status);
	const refused = await app.warehouse.read(
		'select reason from refused_file',
		{},
		z.object({ reason: z.string() })
	);
	expect(refused).toHaveLength(1);
	expect(readdirSync(join(home.path, 'inbox', '退回')).filter((name) => name.endsWith('.csv'))).toHaveLength(
		1
	);
});

test('two offices that send a file of one name in the same second both keep theirs', async () => {
	for (const [office, from] of [
		['甲街道', 0],
		['乙街道', 50]
	] as const) {
		mkdirSync(inbox(office), { recursive: true });
		writeFileSync(join(inbox(office), 'payroll.csv'), header + csv(from, from + 3));
	}
	expect((await runJob(app, 'inbox', 'timetable')).counts).toMatchObject({ files: 1, rows_read: 6 });
	expect(readdirSync(inbox('已处理'))).toHaveLength(2);
});

test('what is marked as being written is left alone until it gets its name', async () => {
	watch = watchInbox(app, 100);
	writeFileSync(inbox('.payroll.csv.part'), 'a,b\n');
	writeFileSync(inbox('payroll.csv.tmp'), 'a,b\n');
	await wait(2700);
	expect(await runs()).toEqual([]);
	renameSync(inbox('payroll.csv.tmp'), inbox('payroll.csv'));
	await until(() => existsSync(join(home.path, 'inbox', '退回')), 30);
	expect(existsSync(inbox('.payroll.csv.part'))).toBe(true);
});

test('a file is still when it has looked the same for two seconds, and not a moment before', () => {
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.integer({ min: 1, max: 1500 }), fc.boolean()), { maxLength: 30 }),
			(steps) => {
				let now = 0;
				let size = 0;
				let changed = 0;
				const memory = new InboxMemory(() => now);
				memory.still([{ path: 'a', look: '0' }]);
				for (const [passed, grows] of steps) {
					now += passed;
					if (grows) size += 1;
					if (grows) changed = now;
					const [found] = memory.still([{ path: 'a', look: String(size) }]);
					expect(found !== undefined).toBe(now - changed >= 2000);
				}
				expect(memory.still([])).toEqual([]);
				expect(memory.still([{ path: 'a', look: String(size) }])).toEqual([]);
			}
		)
	);
});
