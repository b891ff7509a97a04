import { afterAll, beforeAll, expect, test } from 'vitest';
import { actOnClue, clueList } from '$lib/server/dispatch/clues/clue-book';
import { askStay, clueStays, decideStay } from '$lib/server/dispatch/clues/clue-stays';
import { clueLeague } from '$lib/server/dispatch/clues/league';
import { calendar, openDistrict, policy, type District } from '../support/district';

const zhang = { id: '1', name: '张三' };
const li = { id: '2', name: '李四' };
const rules = { policy, calendar };
const at = (day: string) => () => new Date(`${day}T10:00:00+08:00`);
const street = policy.units[0]!.name;
let district: District;

beforeAll(async () => {
	district = await openDistrict();
	await district.ingestRows({
		clues: ['A', 'B'].map((no) => ({
			clue_no: no,
			channel: '来访',
			received_at: '2026-11-16 09:00',
			street,
			validity: '有效'
		}))
	});
});
afterAll(() => district.close());

const clue = async (no: string, today: string) => (await clueList(district.warehouse, rules, today, no))[0]!;

test('a pause counts when another person approves; the days until its end do not count', async () => {
	const found = await clue('A', '2026-11-17');
	const now = at('2026-11-17');
	const ask = (until: string, words: string) =>
		askStay(district.warehouse, now, found, { kind: 'pause', until, words }, zhang);
	await expect(ask('2026-11-16', '等证明')).rejects.toMatchObject({ code: 'STAY_REFUSED' });
	await expect(ask('2026-12-18', '等证明')).rejects.toThrow(/最多申请 30 天/);
	await expect(ask('2026-11-20', ' ')).rejects.toThrow(/原因/);
	await ask('2026-11-20', '等银行证明');
	await expect(ask('2026-11-20', '再来')).rejects.toThrow(/待审批/);
	expect((await clue('A', '2026-11-18')).clock).toMatchObject({ late: 1, pausedUntil: null });
	const decide = (act: 'approved' | 'ended', actor: typeof zhang, day = '2026-11-17') =>
		decideStay(district.warehouse, at(day), found, { no: 1, act, words: '' }, actor);
	await expect(decide('approved', zhang)).rejects.toThrow(/另一人/);
	await decide('approved', li);
	await expect(decide('approved', li)).rejects.toMatchObject({ code: 'STAY_MOVED' });
	expect((await clue('A', '2026-11-18')).clock).toMatchObject({
		late: 0,
		due: '2026-11-21',
		pausedUntil: '2026-11-20'
	});
	await decide('ended', zhang, '2026-11-19');
	expect((await clue('A', '2026-11-19')).clock).toMatchObject({ due: '2026-11-19', pausedUntil: null });
	expect((await clueStays(district.warehouse, 'A')).get('A')).toMatchObject([
		{ state: 'ended', askedBy: '张三', decidedBy: '李四', until: '2026-11-18' }
	]);
});

test('a refused extension changes nothing and says why', async () => {
	const found = await clue('B', '2026-11-17');
	const now = at('2026-11-17');
	await askStay(
		district.warehouse,
		now,
		found,
		{ kind: 'extension', until: '2026-11-25', words: '忙' },
		zhang
	);
	const refuse = (words: string) =>
		decideStay(district.warehouse, now, found, { no: 1, act: 'refused', words }, li);
	await expect(refuse('')).rejects.toThrow(/理由/);
	await refuse('不成立');
	expect((await clue('B', '2026-11-18')).clock).toMatchObject({ due: '2026-11-17', late: 1 });
});

test('handing on needs a receiving body; the league counts what was assigned and answered late', async () => {
	const act = async (no: string, day: string, given: object) => {
		const found = await clue(no, day);
		const full = { seen: found.acts.length, ...given } as Parameters<typeof actOnClue>[3];
		await actOnClue(district.warehouse, at(day), found, full, zhang);
	};
	await expect(act('B', '2026-11-17', { act: 'transferred', words: '不属本区' })).rejects.toThrow(/接收单位/);
	await act('A', '2026-11-16', { act: 'assigned', unit: '甲局', person: '王' });
	await act('B', '2026-11-16', { act: 'assigned', unit: '乙局', person: '王' });
	await act('B', '2026-11-18', { act: 'feedback', words: '已办' });
	await act('A', '2026-11-24', { act: 'feedback', words: '已办' });
	expect(
		(await clueLeague(district.warehouse, rules, '2026-11-25')).map(({ unit, given, late }) => [
			unit,
			given,
			late
		])
	).toEqual([
		['乙局', 1, 0],
		['甲局', 1, 1]
	]);
});
