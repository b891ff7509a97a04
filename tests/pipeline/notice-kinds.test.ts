import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import { sectors } from '$lib/domain/sectors';
import { advanceAlerts } from '$lib/server/alerts/alert-book';
import { contradictions } from '$lib/server/contradictions/registry';
import { actOnClue, clueList } from '$lib/server/dispatch/clues/clue-book';
import { noticeKinds } from '$lib/server/dispatch/notices/kinds/registry';
import { readNoticeSettings } from '$lib/server/dispatch/notices/notice-settings';
import { planNotices } from '$lib/server/dispatch/notices/plan-notices';
import { indicators } from '$lib/server/indicators/registry';
import { criteria } from '$lib/server/queries/criteria';
import { clauseHits, indicatorHits } from '$lib/server/queries/criterion-hits';
import { tierClauses } from '$lib/server/queries/judged-criteria';
import { noticeLog } from '$lib/server/queries/notice-log';
import { runScore } from '$lib/server/scoring/run-score';
import { calendar, openDistrict, policy, type District } from '../support/district';

const phone = '13812345678';
const worker = '990101199001010011';
const complaint = '王小明反映老板跑了';
const street = policy.units[0]!.name;
const today = '2026-11-20';
const zhang = { id: '1', name: '张三' };
let district: District;
const clock = () => new Date(`${today}T10:00:00+08:00`);
const desk = () => ({ warehouse: district.warehouse, policy, calendar, clock });

const clue = (no: string, received: string, over: object = {}) => ({
	clue_no: no,
	received_at: `${received} 09:00`,
	channel: '12345',
	project_code: 'P1',
	reporter_phone: phone,
	content: complaint,
	worker_count: 3,
	validity: '有效',
	...over
});

beforeAll(async () => {
	district = await openDistrict(`${today}T10:00:00+08:00`);
	await district.ingestRows({
		projects: [
			{
				project_code: 'P1',
				project_name: '安置房',
				street,
				sector: sectors[0]!,
				status: '停工',
				industry_dept: '区住房城乡建设局',
				pay_day: 15
			}
		],
		attendance: [
			{
				project_code: 'P1',
				worker_id_no: worker,
				wage_month: '2026-09',
				work_days: 20,
				uploaded_at: '2026-10-01'
			}
		],
		payroll: [
			{
				project_code: 'P1',
				worker_id_no: worker,
				wage_month: '2026-09',
				work_days: 20,
				payable: 6000,
				paid: 6000,
				pay_status: '成功',
				pay_date: '2026-09-15',
				signed: true
			}
		],
		clues: [
			clue('NEW', today),
			clue('LATE', '2026-11-17'),
			clue('STALE', '2026-11-14'),
			clue('ASSIGNED', '2026-11-19')
		],
		petition_events: [
			{ event_no: 'E1', event_date: '2026-11-18', level: '省', project_code: 'P1', people: 12 }
		],
		cases: [
			{
				case_no: 'K1',
				project_code: 'P1',
				case_kind: '立案',
				stat_group: '工程建设领域',
				opened_at: '2026-11-10',
				verified: true,
				worker_count: 30,
				amount: 900000
			}
		]
	});
	await district.warehouse.write(async (tx) => {
		await tx.run(
			`insert into contradiction values (date '2026-11-19', $kind, 'P1', date '2026-10-01', 1, 2)`,
			{
				kind: [...contradictions.keys()][0]!
			}
		);
		await tx.run(
			`insert into feed_silence values (1, 'payroll', '', '区人力资源社会保障局', null, 35, date '2026-11-19', timestamp '2026-11-19 05:50:00')`
		);
		await tx.run(
			`insert into letter values (7, 'reminder', 'project', 'P1', '提醒函：安置房', '{}', timestamp '2026-11-19 10:00:00', '1', '张三')`
		);
		await tx.run(
			`insert into letter_act (letter_id, act, acted_at, actor_id, actor, year, number, number_text)
			values (7, 'issued', timestamp '2026-11-19 11:00:00', '1', '张三', 2026, 1, '提醒〔2026〕1号')`
		);
		await tx.run(
			`insert into meeting values (3, date '2026-11-20', timestamp '2026-11-20 08:00:00', '1', '张三', 1, '{}', 'x')`
		);
		await tx.run(
			`insert into job_run (run_id, job, trigger, started_at, status)
			values (1, 'pull', 'timetable', timestamp '2026-11-20 07:07:00', 'failed'), (2, 'pull', 'timetable', timestamp '2026-11-20 08:07:00', 'failed')`
		);
	});
	const rules = { policy, calendar };
	const assigned = (await clueList(district.warehouse, rules, today)).find(({ no }) => no === 'ASSIGNED')!;
	await actOnClue(
		district.warehouse,
		clock,
		assigned,
		{ act: 'assigned', unit: '区住房城乡建设局', person: `科长 ${phone}`, seen: 0 },
		zhang
	);
	const run = await runScore(district.warehouse, rules, {
		asOf: today,
		knownAt: null,
		series: 'current',
		scoredAt: `${today} 05:30:00`
	});
	await advanceAlerts(district.warehouse, policy, { runId: run.runId, asOf: today }, clock);
	const kinds = [...noticeKinds.keys()];
	const people = [{ id: 'a', name: '李四', unit: '区住房城乡建设局', phone: '13900000001' }];
	writeFileSync(
		join(district.home, 'notices.yaml'),
		stringify({
			start: '2026-11-01',
			channels: [{ id: 'hall', kind: 'wecom', key_env: 'KEY' }],
			people,
			rules: [{ id: 'all', kinds, to: 'unit', channels: ['hall'] }]
		})
	);
});
afterAll(() => district.close());

const log = () => noticeLog(district.warehouse, { kind: null, channel: null, result: null, limit: 100 });

test('every kind finds its event, once, however often it looks', async () => {
	const settings = readNoticeSettings(district.home)!;
	const first = await planNotices(desk(), settings);
	expect(await planNotices(desk(), settings)).toEqual({ found: 0, planned: 0, muted: 0 });
	const lines = await log();
	expect(lines).toHaveLength(first.found);
	const byKind = Map.groupBy(lines, ({ kind }) => kind);
	const words = (kind: string) =>
		(byKind.get(kind) ?? []).map(({ title, words: said }) => `${title}：${said}`).sort();
	expect(words('alert_opened')).toEqual([expect.stringMatching(/^安置房：新增红级预警/)]);
	expect(words('clue_assigned')).toEqual([
		expect.stringMatching(/^线索 ASSIGNED（12345，安置房）：已交办区住房城乡建设局/)
	]);
	expect(words('clue_late')).toEqual([
		'线索 LATE（12345，安置房）：交办已超期，期限 2026-11-18',
		'线索 STALE（12345，安置房）：交办已超期，期限 2026-11-15'
	]);
	expect(words('clue_demand')).toEqual(['线索 STALE（12345，安置房）：到期仍无进展，应向主要领导通报']);
	expect(words('contradiction_found')).toHaveLength(1);
	expect(words('trigger_fired')).toEqual(
		expect.arrayContaining([
			expect.stringMatching(/^列入失信联合惩戒名单：安置房：因欠薪发生赴京、赴省信访/),
			expect.stringMatching(/^组建工作专班：安置房/)
		])
	);
	expect(words('feed_late')).toEqual([expect.stringContaining('从未收到')]);
	expect(words('job_failed')).toEqual(['任务 pull：运行失败，请到“数据与任务”页看原因并重新运行']);
	expect(words('letter_issued')).toEqual(['提醒函：安置房：已签发，文号 提醒〔2026〕1号，请按期办理']);
	expect(words('meeting_frozen')).toEqual(['周调度会第 3 期：会期 2026-11-20，议题材料已固定']);
	// The week of the only scoring is not over.
	expect(words('bulletin_ready')).toEqual([]);
});

test('nothing of a worker or a complainant is in any notice, and nothing that a person typed', async () => {
	const rows = await district.read(
		'select cast(to_json(n) as varchar) as text from notice n',
		{},
		z.object({ text: z.string() })
	);
	const all = rows.map(({ text }) => text).join('\n');
	expect(all).toContain('安置房');
	for (const personal of [phone, worker, complaint, '王小明', '科长']) expect(all).not.toContain(personal);
});

test('a clue goes to the unit that it was assigned to, a project to its street and the department of its sector', async () => {
	const units = await district.read(
		`select kind, cast(units as varchar) as units from notice where kind in ('clue_assigned', 'alert_opened') order by kind`,
		{},
		z.object({ kind: z.string(), units: z.string() })
	);
	expect(JSON.parse(units[1]!.units)[0]).toBe('区住房城乡建设局');
	expect(JSON.parse(units[0]!.units)).toEqual([
		street,
		policy.sectors.find(({ id }) => id === sectors[0])?.department
	]);
});

test('the page of rules holds every indicator, contradiction, clock, trigger and feed, and counts what is met', async () => {
	const groups = await criteria(district.warehouse, { policy, calendar }, today);
	const of = (id: string) => groups.find((group) => group.id === id)!.criteria;
	expect(of('indicator').map(({ id }) => id)).toEqual([...indicators.keys()]);
	expect(of('contradiction').map(({ id }) => id)).toEqual([...contradictions.keys()]);
	expect(of('clock').map(({ id }) => id)).toEqual(policy.clocks.map(({ id }) => id));
	expect(of('trigger').map(({ id }) => id)).toEqual(policy.triggers.map(({ id }) => id));
	expect(of('clause').map(({ id }) => id)).toEqual(tierClauses);
	expect(tierClauses).toEqual(['1a', '1b', '1c', '1d', '2', '3']);
	const fired = (group: string, id: string) => of(group).find((one) => one.id === id)?.fired;
	expect(fired('indicator', 'verified_arrears')).toBe(1);
	expect(fired('clause', '1a')).toBe(1);
	expect(fired('clock', 'clue_assign')).toBe(2);
	expect(fired('clock', 'clue_report')).toBe(1);
	expect(fired('alert', 'alert_opened')).toBe(1);
	const first = [...contradictions.keys()][0]!;
	expect(fired('contradiction', first)).toBe(1);
});

test('behind a count stand exactly the subjects that it counts', async () => {
	const groups = await criteria(district.warehouse, { policy, calendar }, today);
	for (const { id, fired } of groups.find((group) => group.id === 'indicator')!.criteria) {
		const hits = await indicatorHits(district.warehouse, today, id, 1000);
		expect(new Set(hits.map((hit) => hit.subject_type + hit.subject_code)).size, id).toBe(fired ?? 0);
	}
	expect((await clauseHits(district.warehouse, today, '1a', 10)).map(({ name }) => name)).toEqual(['安置房']);
});

test('a bulletin is told of once its week is over and was judged, and not before', async () => {
	const kind = noticeKinds.get('bulletin_ready')!;
	const told = (day: string) =>
		kind.find({
			reader: district.warehouse,
			policy,
			calendar,
			today: day,
			since: '2026-11-01',
			clues: () => Promise.resolve([])
		});
	expect(await told('2026-11-22')).toEqual([]);
	expect(await told('2026-11-23')).toMatchObject([
		{ key: 'weekly/2026-W47', day: '2026-11-23', path: '/bulletins/weekly/2026-W47' }
	]);
	expect((await told('2026-12-01')).map(({ key }) => key)).toEqual(['weekly/2026-W47', 'monthly/2026-11']);
});
