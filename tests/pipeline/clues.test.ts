import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sectors } from '$lib/domain/sectors';
import { takeClueActBack } from '$lib/server/dispatch/clues/clue-act-back';
import { actOnClue, clueList, proposedUnit, type Clue } from '$lib/server/dispatch/clues/clue-book';
import { funnelClues } from '$lib/server/queries/clue-funnel';
import { calendar, openDistrict, policy, type District } from '../support/district';

const zhang = { id: '1', name: '张三' };
const li = { id: '2', name: '李四' };
const rules = { policy, calendar };
const today = '2026-11-18';
let district: District;

beforeAll(async () => {
	district = await openDistrict();
	const street = policy.units[0]!.name;
	await district.ingestRows({
		projects: [
			{
				project_code: 'P1',
				project_name: '安置房',
				street,
				sector: sectors[0]!,
				status: '在建',
				industry_dept: '区住建局',
				tender_by: '行业部门'
			},
			{
				project_code: 'P2',
				project_name: '巷道硬化',
				street,
				sector: sectors[1]!,
				status: '在建',
				tender_by: '街道'
			}
		],
		clues: [
			{
				clue_no: 'NEW',
				channel: '12345',
				received_at: '2026-11-17 09:00',
				project_code: 'P1',
				worker_count: 4,
				validity: '有效'
			},
			{
				clue_no: 'STREET',
				channel: '来访',
				received_at: '2026-11-16 09:00',
				project_code: 'P2',
				validity: '待核'
			},
			{
				clue_no: 'SOLVED',
				channel: '来访',
				received_at: '2026-11-10 09:00',
				project_code: 'P1',
				validity: '有效'
			},
			{
				clue_no: 'HALF',
				channel: '来访',
				received_at: '2026-11-10 09:00',
				project_code: 'P1',
				validity: '有效'
			},
			{
				clue_no: 'FALSE',
				channel: '来访',
				received_at: '2026-11-16 09:00',
				project_code: 'P1',
				validity: '无效'
			},
			{
				clue_no: 'OLD',
				channel: '来访',
				received_at: '2026-10-19 09:00',
				project_code: 'P1',
				validity: '有效'
			},
			{
				clue_no: 'EDGE',
				channel: '来访',
				received_at: '2026-10-20 09:00',
				project_code: 'P1',
				validity: '有效'
			},
			{
				clue_no: 'LATER',
				channel: '来访',
				received_at: '2026-11-19 00:00',
				project_code: 'P1',
				validity: '有效'
			}
		],
		cases: [
			{
				case_no: 'C1',
				clue_no: 'SOLVED',
				case_kind: '立案',
				stat_group: '工程建设领域',
				opened_at: '2026-11-11',
				closed_at: '2026-11-15'
			},
			{
				case_no: 'C2',
				clue_no: 'HALF',
				case_kind: '立案',
				stat_group: '工程建设领域',
				opened_at: '2026-11-11',
				closed_at: '2026-11-15'
			},
			{
				case_no: 'C3',
				clue_no: 'HALF',
				case_kind: '协调',
				stat_group: '工程建设领域',
				opened_at: '2026-11-11'
			}
		]
	});
});
afterAll(() => district.close());

const list = () => clueList(district.warehouse, rules, today);
const one = async (no: string): Promise<Clue> => (await clueList(district.warehouse, rules, today, no))[0]!;

test('open clues of the last thirty days, no false one, none of tomorrow', async () => {
	const clues = await list();
	expect(clues.map(({ no }) => no).sort()).toEqual(['EDGE', 'HALF', 'NEW', 'SOLVED', 'STREET']);
	expect(clues.find(({ no }) => no === 'SOLVED')?.clock.stage).toBe('closed');
	expect(clues.find(({ no }) => no === 'HALF')?.clock.lamp).toBe('red');
	expect(clues.find(({ no }) => no === 'NEW')?.clock).toMatchObject({ due: '2026-11-18', lamp: 'yellow' });
});

test('the pack says who: the department of the project, or the street that tendered', async () => {
	expect(proposedUnit(await one('NEW'), policy)).toBe('区住建局');
	const street = await one('STREET');
	expect([proposedUnit(street, policy), street.routing?.main]).toEqual([policy.units[0]!.name, 'unit']);
});

test('an assignment names a unit and a person, and stops the first clock', async () => {
	const clue = await one('NEW');
	const half = { act: 'assigned', unit: '区住建局', seen: 0 } as const;
	await expect(
		actOnClue(district.warehouse, () => new Date('2026-11-18T09:00:00+08:00'), clue, half, zhang)
	).rejects.toMatchObject({ code: 'CLUE_INCOMPLETE' });
	await actOnClue(
		district.warehouse,
		() => new Date('2026-11-18T09:00:00+08:00'),
		clue,
		{ ...half, person: '王科长', routingRule: clue.routing!.id },
		zhang
	);
	expect(await one('NEW')).toMatchObject({
		clock: { stage: 'feedback', due: '2026-11-19', lamp: 'green' },
		acts: [{ act: 'assigned', actor: '张三', unit: '区住建局', person: '王科长' }]
	});
});

test('of two people at one moment one is first, and the other is told', async () => {
	const clue = await one('STREET');
	const now = () => new Date('2026-11-18T10:00:00+08:00');
	const act = { act: 'feedback', words: '已到现场', seen: 0 } as const;
	const both = await Promise.allSettled([
		actOnClue(district.warehouse, now, clue, act, zhang),
		actOnClue(district.warehouse, now, clue, act, li)
	]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	const refused = both.find((result) => result.status === 'rejected');
	expect(refused).toMatchObject({ reason: { code: 'CLUE_MOVED' } });
	expect((await one('STREET')).acts).toHaveLength(1);
});

test('what people did survives a newer file about the same clue', async () => {
	await district.ingestRows({
		clues: [
			{
				clue_no: 'STREET',
				channel: '来访',
				received_at: '2026-11-16 09:00',
				project_code: 'P2',
				validity: '有效',
				worker_count: 7
			}
		]
	});
	expect(await one('STREET')).toMatchObject({ workers: 7, acts: [{ act: 'feedback' }] });
});

describe('an act that is taken back', () => {
	const at =
		(day: string, time = '11:00:00') =>
		() =>
			new Date(`${day}T${time}+08:00`);
	const given = (seen: number) => ({ seen, words: '点错了' });

	test('leaves the clue as it stood before, and both stay in the book', async () => {
		const before = await one('EDGE');
		const assigned = { act: 'assigned', unit: '街道', person: '李站长', seen: 0 } as const;
		await actOnClue(district.warehouse, at(today), before, assigned, zhang);
		expect((await one('EDGE')).clock.stage).toBe('feedback');
		await takeClueActBack(district.warehouse, at(today, '11:00:09'), before, given(1), zhang);
		const after = await one('EDGE');
		expect(after).toMatchObject({ acts: [], clock: before.clock });
		expect(after.entries.map(({ act, isTakenBack }) => [act, isTakenBack])).toEqual([
			['assigned', true],
			['taken_back', false]
		]);
		// Nothing is left to take back, and what others count of the clue does not count it.
		await expect(
			takeClueActBack(district.warehouse, at(today, '11:00:10'), before, given(2), zhang)
		).rejects.toMatchObject({ code: 'CLUE_MOVED' });
		const asked = { from: '2026-10-01', to: today, filter: {} };
		const funnel = await funnelClues(district.warehouse, asked);
		expect(funnel.find(({ no }) => no === 'EDGE')).toMatchObject({ assigned: null });
	});

	test('was one’s own, the last, and of the same day', async () => {
		const clue = await one('HALF');
		const closed = { act: 'closed', words: '已付清', seen: 0 } as const;
		await actOnClue(district.warehouse, at(today), clue, closed, zhang);
		const back = (now: () => Date, seen: number, actor: typeof zhang) =>
			takeClueActBack(district.warehouse, now, clue, given(seen), actor);
		await expect(back(at(today, '12:00:00'), 1, li)).rejects.toMatchObject({ code: 'CLUE_NOT_YOURS' });
		await expect(back(at(today, '12:00:00'), 0, zhang)).rejects.toMatchObject({ code: 'CLUE_MOVED' });
		await expect(back(at('2026-11-19', '00:00:00'), 1, zhang)).rejects.toMatchObject({ code: 'CLUE_MOVED' });
		expect((await one('HALF')).clock.stage).toBe('closed');
		await back(at(today, '23:59:59'), 1, zhang);
		expect((await one('HALF')).clock.stage).not.toBe('closed');
	});
});
