import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { pastWeeks, weekEnd } from '$lib/domain/week';
import type { App } from '$lib/server/app';
import { alertEvents } from '$lib/server/queries/alert-list';
import { latestRun } from '$lib/server/queries/latest-run';
import { lastScoring } from '$lib/server/queries/run-detail';
import { historyMonths, judgePastDay, missingWeeks } from '$jobs/history';
import { judgeDay } from '$jobs/judge-day';
import { runJob } from '$jobs/run';
import { testHome } from '../support/home';

const today = '2026-11-21';
const home = testHome(today);
let app: App;
const rows = [
	{
		project_code: 'P1',
		project_name: '滨河路改造',
		status: '在建',
		street: '李封街道',
		sector: '市政',
		start_date: '2025-01-01',
		pay_day: 15,
		pay_in_next_month: true
	}
];
const counted = z.object({ n: z.coerce.number() });
const count = async (sql: string) => (await app.warehouse.read(sql, {}, counted))[0]!.n;

beforeAll(async () => {
	app = await home.open();
	await home.ingest(app, 'projects.ndjson', rows.map((row) => JSON.stringify(row)).join('\n'));
	await judgeDay(app, '2026-11-14');
	await judgeDay(app, today);
});
afterAll(async () => {
	await app.close();
	home.remove();
});

test('weeks end on a Sunday, and a Sunday ends its own week', () => {
	expect(weekEnd('2026-11-16')).toBe('2026-11-22');
	expect(weekEnd('2026-11-22')).toBe('2026-11-22');
	expect(weekEnd('2026-11-23')).toBe('2026-11-29');
	expect(pastWeeks('2026-11-22', 1)).toEqual(['2026-11-15', '2026-11-08', '2026-11-01', '2026-10-25']);
});

test('a week with any judged day is not judged again, and the newest comes first', async () => {
	const missing = await missingWeeks(app);
	expect(missing[0]).toBe('2026-11-08');
	expect(missing).toHaveLength(pastWeeks(today, historyMonths).length - 1);
});

test('judging past weeks disturbs neither the last run nor alerts nor what was published', async () => {
	const before = {
		run: await latestRun(app.warehouse, today),
		last: await lastScoring(app.warehouse),
		alerts: await alertEvents(app.warehouse, 'project', 'P1'),
		alertRows: await count('select count(*) as n from alert'),
		published: await count('select count(*) as n from published_day')
	};
	const { status, counts } = await runJob(app, 'history', 'timetable');
	expect([status, counts['weeks']]).toEqual(['done', 8]);
	expect({
		run: await latestRun(app.warehouse, today),
		last: await lastScoring(app.warehouse),
		alerts: await alertEvents(app.warehouse, 'project', 'P1'),
		alertRows: await count('select count(*) as n from alert'),
		published: await count('select count(*) as n from published_day')
	}).toEqual(before);
	expect((await latestRun(app.warehouse, '2026-11-10'))?.asOf).toBe('2026-11-08');
	expect((await missingWeeks(app))[0]).toBe('2026-09-13');
});

test('of a past week only the tiers are kept, and no later run carries on from it', async () => {
	const run = (await latestRun(app.warehouse, '2026-11-08'))!.runId;
	expect(await count(`select count(*) as n from tier_result where run_id = ${run}`)).toBe(1);
	for (const table of ['indicator_value', 'mart_runway', 'mart_wage_month', 'run_ground'])
		expect([table, await count(`select count(*) as n from ${table} where run_id = ${run}`)]).toEqual([
			table,
			0
		]);
	const { outcome } = await judgeDay(app, '2026-11-09');
	expect(outcome.askedProjects).toBeNull();
});

test('the tier of a past week is the one that judging that day in full gives', async () => {
	const of = (run: number) =>
		app.warehouse.read(
			`select subject_type, subject_code, tier, grey, clause, fired, score, workers_exposed, cast(unpaid_fen as varchar) as unpaid
			from tier_result where run_id = $run order by all`,
			{ run },
			z.record(z.string(), z.unknown())
		);
	const thin = await judgePastDay(app, '2026-06-07');
	const kept = await of(thin!.runId);
	const { outcome } = await judgeDay(app, '2026-06-07');
	expect(await of(outcome.runId)).toEqual(kept);
	expect(
		await count(
			`select count(*) as n from tiers_only_run o join score_run s on s.run_id = o.run_id where s.as_of = date '2026-06-07'`
		)
	).toBe(0);
});
