import { afterAll, beforeAll, expect, test } from 'vitest';
import { sectors } from '$lib/domain/sectors';
import { actOnAlert, advanceAlerts, alertRules } from '$lib/server/alerts/alert-book';
import { alertEvents, alertList } from '$lib/server/queries/alert-list';
import { exportAlerts } from '$lib/server/queries/export-rows';
import { runScore } from '$lib/server/scoring/run-score';
import { calendar, openDistrict, policy, type District } from '../support/district';

const zhang = { id: 'zhang', name: '张三' };
const li = { id: 'li', name: '李四' };
let district: District;
const clockOn = (day: string) => () => new Date(`${day}T10:00:00+08:00`);
const states = ['open', 'claimed', 'evidence', 'closed', 'false_alarm'] as const;

async function night(day: string) {
	const run = await runScore(
		district.warehouse,
		{ policy, calendar },
		{ asOf: day, knownAt: null, series: 'current', scoredAt: `${day} 06:00:00` }
	);
	return advanceAlerts(district.warehouse, policy, { runId: run.runId, asOf: day }, clockOn(day));
}
const line = async (code: string) =>
	(await alertList(district.warehouse, { filter: {}, states, code, limit: 1 }))[0];
const act = (
	day: string,
	code: string,
	kind: 'claim' | 'evidence' | 'accept' | 'snooze',
	seen: number,
	who = zhang,
	until?: string
) =>
	actOnAlert(
		district.warehouse,
		policy,
		clockOn(day),
		{ type: 'project', code },
		{
			kind,
			words: '已核',
			seen,
			...(until && { until }),
			...(kind === 'evidence' && { conclusion: '已足额支付' })
		},
		who
	);
const kase = (amount: number, closed?: string) => ({
	case_no: 'K1',
	project_code: 'P1',
	case_kind: '立案',
	stat_group: '工程建设领域',
	opened_at: '2026-11-02',
	...(closed && { closed_at: closed }),
	verified: true,
	worker_count: 5,
	amount
});

beforeAll(async () => {
	district = await openDistrict();
	await district.ingestRows({
		projects: ['P1', 'P2'].map((code) => ({
			project_code: code,
			project_name: `工程${code}`,
			street: policy.units[0]!.name,
			sector: sectors[0]!,
			status: '停工',
			pay_day: 15
		})),
		attendance: ['P1', 'P2'].map((code) => ({
			project_code: code,
			worker_id_no: '990101199001010011',
			wage_month: '2026-09',
			work_days: 20,
			uploaded_at: '2026-10-01'
		})),
		payroll: ['P1', 'P2'].map((code) => ({
			project_code: code,
			worker_id_no: '990101199001010011',
			wage_month: '2026-09',
			work_days: 20,
			payable: 6000,
			paid: 6000,
			pay_status: '成功',
			pay_date: '2026-09-15',
			signed: true
		})),
		cases: [kase(200_000)]
	});
});
afterAll(() => district.close());

test('yellow opens with the second night, red raises it the next, and the calm project has none', async () => {
	expect(await night('2026-11-03')).toEqual({ opened: 0, rose: 0, closed: 0, counted: true });
	expect(await night('2026-11-04')).toMatchObject({ opened: 1 });
	expect(await line('P1')).toMatchObject({ state: 'open', level: 2, openedOn: '2026-11-04' });
	await district.ingestRows({ cases: [kase(600_000)] });
	expect(await night('2026-11-05')).toMatchObject({ rose: 1 });
	expect(await line('P1')).toMatchObject({ level: 3 });
	expect(await line('P2')).toBeUndefined();
});

test('a night that is run again, or one before it, opens, closes and tells nothing', async () => {
	const before = await alertEvents(district.warehouse, 'project', 'P1');
	expect((await night('2026-11-05')).counted).toBe(false);
	expect((await night('2026-11-03')).counted).toBe(false);
	expect(await alertEvents(district.warehouse, 'project', 'P1')).toEqual(before);
});

test('acts survive, red is closed by a second person, and the level holds until then', async () => {
	await act('2026-11-05', 'P1', 'claim', 0);
	await district.ingestRows({ cases: [kase(600_000, '2026-11-06')] });
	await night('2026-11-06');
	expect(await line('P1')).toMatchObject({ state: 'claimed', level: 3, tier: 1, owner: '张三' });
	await act('2026-11-06', 'P1', 'evidence', 1);
	await expect(act('2026-11-06', 'P1', 'accept', 2)).rejects.toMatchObject({
		code: 'ALERT_REFUSED',
		message: expect.stringContaining('另一人')
	});
	await act('2026-11-06', 'P1', 'accept', 2, li);
	expect(await line('P1')).toMatchObject({ state: 'evidence', level: 3 });
	await night('2026-11-07');
	expect(await line('P1')).toMatchObject({ state: 'claimed', level: 1 });
	const kinds = (await alertEvents(district.warehouse, 'project', 'P1')).map(({ kind }) => kind);
	expect(kinds).toEqual(['opened', 'rose', 'claim', 'evidence', 'accept', 'fell']);
});

test('of two people at one moment one wins, and the other is told', async () => {
	const both = await Promise.allSettled([
		act('2026-11-07', 'P1', 'claim', 3),
		act('2026-11-07', 'P1', 'claim', 3, li)
	]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'ALERT_MOVED' } });
	expect((await line('P1'))?.acts).toBe(4);
});

test('a snooze is refused beyond the days of the pack', async () => {
	expect(alertRules(policy, '2026-11-07')).toEqual({ confirmRuns: 2, relapseDays: 60, snoozeMaxDays: 90 });
	await expect(act('2026-11-07', 'P1', 'snooze', 4, zhang, '2027-02-06')).rejects.toMatchObject({
		code: 'ALERT_REFUSED'
	});
	await act('2026-11-07', 'P1', 'snooze', 4, zhang, '2027-02-05');
	expect(await line('P1')).toMatchObject({ snoozedUntil: '2027-02-05' });
});

test('the export names subject, state, level, owner and why', async () => {
	const { columns, rows } = await exportAlerts(district.warehouse);
	expect(columns.slice(0, 9)).toEqual([
		'subject_type',
		'subject_code',
		'name',
		'tier',
		'state',
		'level',
		'opened_on',
		'last_change',
		'owner'
	]);
	expect(rows.find((row) => row['subject_code'] === 'P1')).toMatchObject({
		tier: '1',
		state: 'claimed',
		level: '1',
		opened_on: '2026-11-04'
	});
});
