import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { runJob, startRun } from '$jobs/run';
import type { LiveEvent, RunState } from '$lib/domain/live';
import type { App } from '$lib/server/app';
import { rememberHeader } from '$lib/server/ingest/memory/supplier-memory';
import { jobRun, jobRuns } from '$lib/server/queries/job-runs';
import { lastScoring, runFeeds, runProducts } from '$lib/server/queries/run-detail';
import { testHome, type TestHome } from '../support/home';

let home: TestHome;
let app: App;
let heard: LiveEvent[];
const actor = { id: 'u1', name: '王芳' };

beforeEach(async () => {
	home = testHome();
	app = await home.open();
	heard = [];
	app.events.listen({ person: 'test', hear: (event) => void heard.push(event), end: () => undefined });
});
afterEach(async () => {
	await app.close();
	home.remove();
});

const payroll = '项目编码,工资所属月,身份证号码,姓名,应发工资（元）,实发工资（元）,发放状态\n';
const line = (n: number, paid = '6500') =>
	`P1,2026-08,99010119900101${String(1000 + n)},工人${n},6500,${paid},成功\n`;
function drop(name: string, text: string, folder = ''): void {
	mkdirSync(join(home.path, 'inbox', folder), { recursive: true });
	writeFileSync(join(home.path, 'inbox', folder, name), text);
}
const statesOf = (runId: number) =>
	heard.flatMap((event): RunState[] =>
		event.kind === 'run' && event.run.runId === runId ? [event.run] : []
	);

test('a run keeps what went in and out by feed, what it made, and what failed', async () => {
	drop('payroll_甲街道.csv', payroll + line(1) + line(2) + line(3, '没发'), '甲街道');
	drop('说明.csv', '说明,内容\n甲,乙\n');
	const { runId, status } = await runJob(app, 'inbox', 'timetable');
	expect(status).toBe('partial');
	expect(await runFeeds(app.warehouse, runId)).toMatchObject([
		{ feed: '', failed: 1, rows_read: 0 },
		{ feed: 'payroll', failed: 0, rows_read: 3, accepted: 2, set_aside: 1 }
	]);
	const made = await runProducts(app.warehouse, runId, 10);
	expect(made.map(({ kind, supplier, file_name }) => [kind, supplier, file_name]).sort()).toEqual([
		['batch', '甲街道', 'payroll_甲街道.csv'],
		['failed', null, '说明.csv']
	]);
	expect(made.find(({ kind }) => kind === 'batch')?.batch_id).toBe(1);
	const run = await jobRun(app.warehouse, runId);
	expect(run).toMatchObject({ status: 'partial', trigger: 'timetable', actor: null, day: null });
	expect(run?.error).toMatch(/说明\.csv/);
	expect(statesOf(runId).at(0)).toMatchObject({ status: 'running' });
	expect(statesOf(runId).at(-1)).toMatchObject({ status: 'partial', counts: { rows_read: 3 } });
});

test('a day is judged again for whoever asks, that day alone, and open pages hear of it at the end', async () => {
	await home.ingest(app, 'payroll_x.csv', payroll + line(1));
	const { runId, ended } = await startRun(app, 'score', {
		trigger: 'person',
		order: { day: '2026-10-15', actor }
	});
	expect((await ended).status).toBe('done');
	expect(await jobRun(app.warehouse, runId)).toMatchObject({ actor: '王芳', day: '2026-10-15' });
	const days = await app.warehouse.read(
		'select cast(as_of as varchar) as day from score_run order by 1',
		{},
		z.object({ day: z.string() })
	);
	expect(days).toEqual([{ day: '2026-10-15' }]);
	const scored = heard.filter((event) => event.kind === 'scored');
	expect(scored).toHaveLength(1);
	expect(scored[0]).toMatchObject({
		scored: { asOf: '2026-10-15', runId: await lastScoring(app.warehouse) }
	});
	expect((await runProducts(app.warehouse, runId, 10))[0]).toMatchObject({
		kind: 'scored',
		as_of: '2026-10-15'
	});
	// Once more for the same day: it stands on the same figures, and its number is higher.
	const before = await lastScoring(app.warehouse);
	await (
		await startRun(app, 'score', { trigger: 'person', order: { day: '2026-10-15', actor } })
	).ended;
	expect(await lastScoring(app.warehouse)).toBeGreaterThan(before);
});

test("a day's files are read again: the one that was sent back comes in, what came later stays above", async () => {
	drop('payroll_甲.csv', payroll + line(1, '100'), '甲');
	drop('payroll_乙.csv', payroll.replace('实发工资（元）', '到手的钱') + line(2, '200'), '乙');
	const first = await runJob(app, 'inbox', 'timetable');
	expect(first.counts).toMatchObject({ accepted: 1, refused: 1 });
	await home.ingest(app, 'payroll_later.csv', payroll + line(1, '150'));
	await app.warehouse.write((tx) =>
		rememberHeader(
			tx,
			{ supplier: null, feed: 'payroll', actor, at: '2026-11-21 10:00:00', reason: '页面指定' },
			{ header: '到手的钱', column: 'paid' }
		)
	);
	const order = { day: '2026-11-21', actor };
	const { runId, ended } = await startRun(app, 'reread', { trigger: 'person', order });
	const report = await ended;
	expect([report.status, report.error]).toEqual(['done', null]);
	const standing = await app.warehouse.read(
		'select paid_fen from feed_payroll where known_to is null order by 1',
		{},
		z.object({ paid_fen: z.coerce.number() })
	);
	expect(standing.map(({ paid_fen }) => paid_fen)).toEqual([15_000, 20_000]);
	expect((await runProducts(app.warehouse, runId, 10)).length).toBeGreaterThanOrEqual(3);
	const nothing = await startRun(app, 'reread', {
		trigger: 'person',
		order: { ...order, day: '2026-11-20' }
	});
	expect((await nothing.ended).counts).toMatchObject({ files: 0 });
});

test('a job that runs is not begun again: the second is told so and leaves no row', async () => {
	drop('payroll_甲.csv', payroll + line(1));
	const [first, second] = await Promise.all([
		runJob(app, 'inbox', 'timetable'),
		runJob(app, 'inbox', 'person')
	]);
	expect([first.status, second.status]).toEqual(['done', 'skipped']);
	expect(second.runId).toBe(0);
	expect(await jobRuns(app.warehouse, 10)).toHaveLength(1);
});

test('runs are found by job and result, and older ones behind a run', async () => {
	for (let n = 0; n < 3; n += 1) await runJob(app, 'checkpoint', 'cli');
	await runJob(app, 'inbox', 'cli');
	const ids = async (...args: Parameters<typeof jobRuns> extends [unknown, ...infer Rest] ? Rest : never) =>
		(await jobRuns(app.warehouse, ...args)).map(({ runId }) => runId);
	expect(await ids(10)).toEqual([4, 3, 2, 1]);
	expect(await ids(10, { job: 'checkpoint', status: null }, 3)).toEqual([2, 1]);
	expect(await ids(10, { job: null, status: 'failed' })).toEqual([]);
	expect(await jobRun(app.warehouse, 99)).toBeNull();
});
