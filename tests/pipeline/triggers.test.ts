import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sectors } from '$lib/domain/sectors';
import { firedTriggers } from '$lib/server/dispatch/triggers/fired-triggers';
import { pushLeague } from '$lib/server/dispatch/triggers/push-league';
import { triggers } from '$lib/server/dispatch/triggers/registry';
import { actOnTrigger } from '$lib/server/dispatch/triggers/trigger-acts';
import { loadPolicy } from '$lib/server/policies/load-policy';
import { scoped, tableColumns } from '$lib/server/accounts/scoped';
import { openDistrict, policy as zhongzhan, type District } from '../support/district';

const packs = resolve(import.meta.dirname, '../../data/policies');
const [jianxi, gaotai, xinmi, xinxiang] = ['410305', '620724', '410183', '410700'].map((code) =>
	loadPolicy(code, join(packs))
) as [typeof zhongzhan, typeof zhongzhan, typeof zhongzhan, typeof zhongzhan];
const today = '2026-11-18';
const now = () => new Date('2026-11-18T10:00:00+08:00');
const zhang = { id: '1', name: '张三' };
let district: District;

const kase = (no: string, more = {}) => ({
	case_no: no,
	project_code: 'P1',
	case_kind: '立案',
	stat_group: '工程建设领域',
	opened_at: '2026-11-01',
	worker_count: 19,
	amount: 499_999.99,
	verified: true,
	...more
});
const event = (no: string, more = {}) => ({
	event_no: no,
	event_date: '2026-11-10',
	level: '市',
	people: 5,
	project_code: 'P1',
	uscc: 'GC1',
	progress_covers_wage: true,
	...more
});
const project = (code: string, more = {}) => ({
	project_code: code,
	project_name: `工程${code}`,
	street: zhongzhan.units[0]!.name,
	sector: sectors[0]!,
	status: '在建',
	start_date: '2026-01-01',
	project_class: '区属',
	industry_dept: '区住建局',
	gc_uscc: `GC${code.slice(1)}`,
	...more
});

beforeAll(async () => {
	district = await openDistrict();
	await district.ingestRows({
		projects: [
			project('P1', { push_trigger_date: '2026-11-02', pushed_at: '2026-11-09' }),
			project('P2', { project_class: '社会', push_trigger_date: '2026-11-02', pushed_at: '2026-11-10' }),
			project('P3', { push_trigger_date: '2026-11-02' }),
			project('P4', { is_gov_invest: true })
		],
		cases: [
			kase('JUST_NOT'),
			kase('MONEY', { amount: 500_000, worker_count: 1 }),
			kase('PEOPLE', { worker_count: 20, amount: null }),
			kase('UNVERIFIED', { amount: 900_000, verified: null }),
			kase('OVER', { amount: 900_000, closed_at: '2026-11-17' }),
			kase('ORDERED', { project_code: 'P4', ordered_correct_at: '2026-11-05', amount: 10 }),
			kase('DAY29', { project_code: 'P2', opened_at: '2026-09-01', closed_at: '2026-10-20' }),
			kase('DAY30', { project_code: 'P2', opened_at: '2026-09-01', closed_at: '2026-10-19' }),
			kase('DAY90', { project_code: 'P2', opened_at: '2026-08-01', closed_at: '2026-08-20' })
		],
		petition_events: [
			event('FIVE'),
			event('FOUR', { people: 4 }),
			event('DISTRICT', { level: '区' }),
			event('NOT_COVERED', { progress_covers_wage: false }),
			event('SOCIAL', { project_code: 'P2', uscc: 'GC2' }),
			event('CAPITAL', { level: '京', people: 1, project_code: null, uscc: 'FIRM' }),
			event('LATER', { event_date: '2026-11-19' }),
			event('DONE', { event_date: '2026-08-01', handled_at: '2026-08-02' })
		],
		clues: [
			{ clue_no: 'ABOVE', channel: '上级交办', received_at: '2026-11-10 09:00', project_code: 'P1' },
			{
				clue_no: 'CITY',
				channel: '信访',
				petition_level: '市',
				received_at: '2026-11-10 09:00',
				project_code: 'P3'
			},
			{ clue_no: 'NET', channel: '网络舆情', received_at: '2026-11-10 09:00', project_code: 'P1' },
			{ clue_no: 'WALK', channel: '来访', received_at: '2026-11-10 09:00', project_code: 'P1' },
			{ clue_no: 'VOID', channel: '上级交办', received_at: '2026-11-10 09:00', validity: '无效' }
		],
		deposits: [
			{ project_code: 'P1', lodged_at: '2026-01-01', amount: 10, waiver: '减免' },
			{ project_code: 'P2', lodged_at: '2026-01-01', amount: 10, waiver: '免存' },
			{ project_code: 'P3', lodged_at: '2026-01-01', amount: 10, waiver: '无' },
			{ project_code: 'P4', lodged_at: '2026-01-01', amount: 10, waiver: '无' }
		],
		inspections: [
			{ inspection_no: 'I1', inspect_date: '2026-10-01', project_code: 'P1', fix_due: '2026-11-17' },
			{ inspection_no: 'I2', inspect_date: '2026-10-01', project_code: 'P1', fix_due: '2026-11-18' }
		]
	});
	await district.warehouse.write(async (tx) => {
		await tx.run(
			`insert into score_run values (77, date '2026-11-18', null, 'current', '410803', 'x', timestamp '2026-11-18 01:00', 1)`
		);
		for (const [code, value] of [
			['P1', 0],
			['P2', 1],
			['P3', 7]
		] as const)
			await tx.run(
				`insert into indicator_value values (77, 'project', $code, 'push_overdue_wd', '', $value, 2, null, null, 'x')`,
				{ code, value }
			);
	});
});
afterAll(() => district.close());

async function causes(policy: typeof zhongzhan, id: string): Promise<string[] | undefined> {
	const groups = await firedTriggers(district.warehouse, policy, today);
	return groups
		.find((group) => group.id === id)
		?.fired.map(({ cause }) => cause)
		.sort();
}

test('every trigger of the five packs is told from the data', () => {
	const all = [zhongzhan, jianxi, gaotai, xinmi, xinxiang].flatMap((pack) =>
		pack.triggers.map(({ id }) => id)
	);
	expect([...new Set(all)].filter((id) => !triggers.has(id))).toEqual([]);
});

test('half a million or twenty people, verified and open; a fen or a head less is none', async () => {
	expect(await causes(gaotai, 'task_force')).toEqual(['MONEY', 'PEOPLE']);
});

test('a sum that a person verified counts for the line, and closing it ends it', async () => {
	const act = (no: string, kind: string, amount: number | null) =>
		district.warehouse.write((tx) =>
			tx.run(
				`insert into case_act values ('${no}', 'P1', null, null, '${kind}', timestamp '2026-11-18 09:00', '1', '张三', 3,
					$amount, null, null, null, 'x')`,
				{ amount }
			)
		);
	await act('UNVERIFIED', 'verified', 50_000_000);
	await act('MONEY', 'verified', 49_999_999);
	await act('PEOPLE', 'closed', null);
	expect(await causes(gaotai, 'task_force')).toEqual(['UNVERIFIED']);
});

test('five people at city level whose wages the progress payment covers, of a district project: 涧西 stops payments', async () => {
	expect(await causes(jianxi, 'group_petition')).toEqual(['FIVE']);
	expect(await causes(zhongzhan, 'group_petition')).toEqual(['DISTRICT', 'FIVE', 'NOT_COVERED', 'SOCIAL']);
});

test('the list of the dishonest: 中站 by level, 新密 by an order not obeyed, 高台 by order and petition', async () => {
	expect(await causes(zhongzhan, 'dishonest_list')).toEqual(['CAPITAL']);
	expect(await causes(xinmi, 'dishonest_list')).toEqual(['ORDERED']);
	expect(await causes(gaotai, 'dishonest_list')).toEqual([]);
});

test('assigned twice: what came from the city, or what the public talks of and is great', async () => {
	expect(await causes(jianxi, 'dual_assign')).toEqual(['ABOVE', 'CITY']);
	expect(await causes(gaotai, 'dual_assign')).toEqual(['NET', 'UNVERIFIED']);
	expect(await causes(zhongzhan, 'dual_assign')).toBeUndefined();
});

test('follow-ups on day 30 and day 90, not on day 29, and not where somebody went', async () => {
	expect(await causes(gaotai, 'follow_up_30')).toEqual(['DAY30', 'DAY90']);
	expect(await causes(gaotai, 'follow_up_90')).toEqual(['DAY90']);
	await district.warehouse.write((tx) =>
		tx.run(
			`insert into case_act values ('DAY30', 'P2', null, null, 'visited', timestamp '2026-11-18 09:00', '1', '张三', null,
				null, null, null, null, 'x')`
		)
	);
	expect(await causes(gaotai, 'follow_up_30')).toEqual(['DAY90']);
});

test('not pushed in time and petitioned about; the department is listed with its other late projects', async () => {
	expect(await causes(zhongzhan, 'not_pushed')).toEqual(['P2', 'P3']);
	expect(await pushLeague(district.warehouse, today)).toEqual([
		{ department: '区住建局', projects: 3, late: 2, waiting: 1, worst: 7 }
	]);
});

test('deposits: open arrears full, settled ones higher, two clean years lower, and none where it stands so already', async () => {
	const groups = await firedTriggers(district.warehouse, xinmi, today);
	const fired = groups.find(({ id }) => id === 'deposit_rate')!.fired;
	expect(fired.map(({ cause, figure }) => [cause, figure]).sort()).toEqual([
		['GC1', 3],
		['GC2', 2],
		['GC3', 1]
	]);
});

test('an order to put right is overdue the day after its day', async () => {
	expect(await causes(jianxi, 'credit_look_back')).toEqual(['I1']);
	expect(await causes(xinxiang, 'interview')).toContain('ORDERED');
});

test('acknowledged, done with a note, of two at one moment one is told; the acts stay and it is asked by project', async () => {
	const fired = async () =>
		(await firedTriggers(district.warehouse, zhongzhan, today, { projectCode: 'P2' })).flatMap(
			(group) => group.fired
		);
	const [petition] = (await fired()).filter(({ trigger }) => trigger === 'group_petition');
	const act = (given: Parameters<typeof actOnTrigger>[3]) =>
		actOnTrigger(district.warehouse, now, petition!, given, zhang);
	await expect(act({ act: 'done', words: ' ', seen: 0 })).rejects.toMatchObject({
		code: 'TRIGGER_INCOMPLETE'
	});
	await act({ act: 'acknowledged', words: '', seen: 0 });
	await expect(act({ act: 'done', words: '已停付', seen: 0 })).rejects.toMatchObject({
		code: 'TRIGGER_MOVED'
	});
	await act({ act: 'not_applicable', words: '不是讨薪', seen: 1 });
	const after = await fired();
	expect(after.find(({ trigger }) => trigger === 'group_petition')).toMatchObject({
		cause: 'SOCIAL',
		state: 'not_applicable',
		acts: [{ act: 'acknowledged' }, { act: 'not_applicable', actor: '张三' }]
	});
	expect(after.every(({ projectCode }) => projectCode === 'P2')).toBe(true);
});

test('a street is told of the rules that its own projects meet, and of no others', async () => {
	const tables = await tableColumns(district.warehouse);
	const [mine, other] = zhongzhan.units.map(({ name }) => name) as [string, string];
	for (const pack of [zhongzhan, jianxi, gaotai, xinmi, xinxiang]) {
		const seenBy = async (unit: string) => {
			const reader = scoped(district.warehouse, { units: [unit], sectors: null }, tables, (name) => [name]);
			return (await firedTriggers(reader, pack, today)).flatMap(({ fired }) => fired);
		};
		const all = (await firedTriggers(district.warehouse, pack, today)).flatMap(({ fired }) => fired);
		expect((await seenBy(mine)).map(({ cause }) => cause).sort()).toEqual(
			all
				.filter(({ uscc }) => uscc !== 'FIRM')
				.map(({ cause }) => cause)
				.sort()
		);
		expect(await seenBy(other)).toEqual([]);
	}
});
