import { afterAll, beforeAll, expect, test } from 'vitest';
import { suggestLiability } from '$lib/domain/liability';
import { payArrears } from '$lib/domain/payment-waterfall';
import { actOnCase, openCase, refreshOurCase } from '$lib/server/dispatch/cases/case-acts';
import { caseList } from '$lib/server/dispatch/cases/case-list';
import { liabilityFacts } from '$lib/server/dispatch/cases/liability-facts';
import { advancesOf, paymentSources } from '$lib/server/dispatch/cases/payment-sources';
import { judgeTwin, twinClues } from '$lib/server/dispatch/clues/duplicate-clues';
import { enterByHand } from '$lib/server/dispatch/hand/hand-entry';
import { personalKeys } from '$lib/server/warehouse/pii-vault';
import { sectors } from '$lib/domain/sectors';
import { scoped, tableColumns } from '$lib/server/accounts/scoped';
import { openDistrict, policy, type District } from '../support/district';

const zhang = { id: '1', name: '张三' };
const today = '2026-11-18';
const now = () => new Date('2026-11-18T10:00:00+08:00');
let district: District;
const context = () => ({
	warehouse: district.warehouse,
	home: district.home,
	keys: personalKeys(undefined),
	clock: now
});
const street = policy.units[0]!.name;

beforeAll(async () => {
	district = await openDistrict('2026-11-18T10:00:00+08:00');
	const clue = (no: string, day: string, more = {}) => ({
		clue_no: no,
		channel: '12345',
		received_at: `${day} 09:00`,
		project_code: 'P1',
		worker_count: 10,
		amount: 100_000,
		validity: '有效',
		...more
	});
	await district.ingestRows({
		projects: [
			{
				project_code: 'P1',
				project_name: '安置房',
				street,
				sector: sectors[0]!,
				status: '在建',
				start_date: '2026-01-01',
				gc_uscc: 'GC'
			}
		],
		project_parties: [{ project_code: 'P1', uscc: 'LAB', party_role: '劳务' }],
		disbursements: [
			{
				disbursement_no: 'D1',
				project_code: 'P1',
				kind: '人工费',
				payable: 500_000,
				due_date: '2026-10-10',
				paid: 300_000,
				paid_date: '2026-10-10'
			},
			{
				disbursement_no: 'D2',
				project_code: 'P1',
				kind: '人工费',
				payable: 500_000,
				due_date: '2026-12-10',
				paid: 0
			}
		],
		progress: [
			{ project_code: 'P1', period: '2026-09', completed_value: 2_000_000, progress_paid: 1_500_000 }
		],
		deposits: [{ project_code: 'P1', lodged_at: '2026-01-10', amount: 80_000, used_amount: 30_000 }],
		presale_accounts: [
			{ project_code: 'P1', as_of: '2026-09-30', balance: 999_999 },
			{ project_code: 'P1', as_of: '2026-10-31', balance: 20_000 }
		],
		funds: [
			{ fund_name: '应急周转金', as_of: '2026-10-31', balance_wan: 103 },
			{ fund_name: '应急周转金', as_of: '2026-12-31', balance_wan: 900 }
		],
		fund_transactions: [
			{
				txn_no: 'T1',
				fund_name: '应急周转金',
				case_no: 'C1',
				amount: 40_000,
				txn_date: '2026-11-01',
				recovered_amount: 15_000
			},
			{ txn_no: 'T2', fund_name: '应急周转金', case_no: 'C1', amount: 40_000, txn_date: '2026-11-19' }
		],
		cases: [
			{
				case_no: 'C1',
				project_code: 'P1',
				case_kind: '立案',
				stat_group: '工程建设领域',
				opened_at: '2026-11-02',
				worker_count: 12,
				amount: 120_000
			},
			{
				case_no: 'C9',
				project_code: 'P1',
				case_kind: '协调',
				stat_group: '工程建设领域',
				opened_at: '2026-11-19'
			}
		],
		clues: [
			clue('A', '2026-11-01'),
			clue('B', '2026-11-16', { channel: '来访', amount: 80_000 }),
			clue('C', '2026-11-17', { amount: 79_999 }),
			clue('D', '2026-11-02', { worker_count: null, amount: null }),
			clue('E', '2026-11-03', { project_code: null, uscc: 'OTHER' })
		]
	});
});
afterAll(() => district.close());

const one = async (no: string) => (await caseList(district.warehouse, today, { no }))[0]!;
const act = async (no: string, given: Omit<Parameters<typeof actOnCase>[3], 'seen'>) => {
	const found = await one(no);
	await actOnCase(district.warehouse, now, found, { ...given, seen: found.acts.length }, zhang);
};

test('a case of tomorrow is not there today; one that nobody verified owes nothing that is known', async () => {
	const cases = await caseList(district.warehouse, today);
	expect(cases.map(({ no }) => no)).toEqual(['C1']);
	expect(cases[0]).toMatchObject({ verified: null, owedFen: null, name: '安置房', street });
});

test('the facts of liability are those of the day: 200 000 short, half a million unsettled, a labour firm', async () => {
	const facts = await liabilityFacts(district.warehouse, policy, today, { projectCode: 'P1', grounds: [] });
	expect(facts).toMatchObject({
		hasSubcontractor: true,
		labourCostGapDays: 39,
		labourCostShortFen: 20_000_000,
		unsettledFen: 50_000_000
	});
	expect(suggestLiability(facts).liable[0]).toMatchObject({
		party: 'owner',
		article: 29,
		limitFen: 50_000_000
	});
	const unknown = await liabilityFacts(district.warehouse, policy, today, {
		projectCode: 'P0',
		grounds: []
	});
	expect(suggestLiability(unknown).unknown).toEqual(['parties', 'disbursements', 'progress']);
});

test('the sources come in the order of the pack with the balances of the day and keep its floors', async () => {
	const sources = await paymentSources(district.warehouse, policy, today, 'P1');
	expect(sources.map(({ id, balanceFen, floorFen }) => [id, balanceFen, floorFen])).toEqual([
		['deposit', 5_000_000, 0],
		['presale', 2_000_000, 0],
		['revolving', 103_000_000, 100_000_000],
		['reserve', null, 400_000_000]
	]);
	const plan = payArrears(12_000_000, sources);
	expect(plan.draws.map(({ paysFen }) => paysFen)).toEqual([5_000_000, 2_000_000, 3_000_000, 0]);
	expect(plan.uncoveredFen).toBe(2_000_000);
	expect(await advancesOf(district.warehouse, 'C1', today)).toMatchObject([
		{ id: 'T1', amountFen: 4_000_000, recoveredFen: 1_500_000 }
	]);
});

test('verified, paid in part, not closed before all is paid, visited afterwards; every act stays', async () => {
	await expect(act('C1', { act: 'paid', amountFen: 1, choice: '用人单位' })).rejects.toMatchObject({
		code: 'CASE_INCOMPLETE'
	});
	await act('C1', { act: 'verified', workers: 11, amountFen: 11_000_000, words: '逐人核对考勤' });
	await act('C1', { act: 'paid', amountFen: 5_000_000, choice: '工资保证金' });
	expect(await one('C1')).toMatchObject({ owedFen: 6_000_000, paidFen: 5_000_000 });
	await expect(act('C1', { act: 'paid', amountFen: 6_000_001, choice: '用人单位' })).rejects.toThrow(
		/超过尚欠/
	);
	await expect(act('C1', { act: 'closed', words: '完' })).rejects.toThrow(/还没有清偿完/);
	await act('C1', { act: 'paid', amountFen: 6_000_000, choice: '总包垫付' });
	await expect(act('C1', { act: 'visited', words: '早' })).rejects.toThrow(/还没有办结/);
	await act('C1', { act: 'closed', words: '已付清' });
	await expect(act('C1', { act: 'method', choice: '协调' })).rejects.toThrow(/已经办结/);
	await act('C1', { act: 'visited', words: '无反弹' });
	expect((await one('C1')).acts.map((step) => step.act)).toEqual([
		'verified',
		'paid',
		'paid',
		'closed',
		'visited'
	]);
});

test('of two people at one moment one is first, and the other is told', async () => {
	const found = await one('C1');
	const given = { act: 'note', words: '同时', seen: found.acts.length } as const;
	const both = await Promise.allSettled([
		actOnCase(district.warehouse, now, found, given, zhang),
		actOnCase(district.warehouse, now, found, given, zhang)
	]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(both.find((result) => result.status === 'rejected')).toMatchObject({
		reason: { code: 'CASE_MOVED' }
	});
});

test('a case opened by hand is a row of the feed with a batch, and follows what people verify and close', async () => {
	const opened = {
		clueNo: 'A',
		projectCode: 'P1',
		uscc: null,
		street: null,
		kind: '协调',
		statGroup: '工程建设领域',
		workers: 3,
		amountFen: 1_234_567
	};
	const numbers = await Promise.all([openCase(context(), opened, zhang), openCase(context(), opened, zhang)]);
	expect(numbers.sort()).toEqual(['SGAJ2026-0001', 'SGAJ2026-0002']);
	const no = numbers[0]!;
	expect(await one(no)).toMatchObject({ amountFen: 1_234_567, openedAt: today, kind: '协调' });
	await act(no, { act: 'verified', workers: 2, amountFen: 1_000_001, words: '核对' });
	await refreshOurCase(context(), await one(no));
	expect(await one(no)).toMatchObject({ workers: 2, amountFen: 1_000_001, verified: { workers: 2 } });
	await act(no, { act: 'paid', amountFen: 1_000_001, choice: '用人单位' });
	await act(no, { act: 'closed', words: '付清' });
	await refreshOurCase(context(), await one(no));
	expect(await one(no)).toMatchObject({ closedAt: today, paidFrom: '用人单位', owedFen: 0 });
	await expect(openCase(context(), { ...opened, projectCode: null }, zhang)).rejects.toMatchObject({
		code: 'CASE_INCOMPLETE'
	});
});

test('a clue typed in is kept like any other; one that breaks the rules of the feed is refused', async () => {
	const subject = { projectCode: 'P1', uscc: null, street };
	const row = { channel: '来信', received_at: '2026-11-18 09:30', project_code: 'P1', validity: '待核' };
	expect(
		await enterByHand(context(), 'clues', { ...row, reporter_phone: '13900000000' }, subject, zhang)
	).toBe('SGXS2026-0001');
	await expect(
		enterByHand(context(), 'clues', { ...row, channel: '飞鸽' }, subject, zhang)
	).rejects.toMatchObject({ code: 'HAND_REFUSED' });
});

test('twins: one project, fifteen days, sums a fifth apart; a fen more, a day more, or nothing known, is none', async () => {
	const twins = (await twinClues(district.warehouse, today)).map(
		({ no, otherNo, likeness }) => `${no} ${otherNo} ${likeness}`
	);
	expect(twins).toContain('A B 2');
	expect(twins).toContain('B A 2');
	expect(twins).toContain('B C 2');
	expect(twins.some((pair) => pair.startsWith('A C') || pair.includes('D') || pair.includes('E'))).toBe(
		false
	);
});

test('a person decides whether two clues are one; the newer decision counts and both clues stay', async () => {
	const clue = { no: 'B', projectCode: 'P1', uscc: null, street };
	await judgeTwin(district.warehouse, now, clue, { otherNo: 'A', decision: 'different', words: '' }, zhang);
	const later = () => new Date('2026-11-18T11:00:00+08:00');
	await judgeTwin(
		district.warehouse,
		later,
		clue,
		{ otherNo: 'A', decision: 'same', words: '同一班组' },
		zhang
	);
	const [twin] = await twinClues(district.warehouse, today, 'A');
	expect(twin).toMatchObject({ otherNo: 'B', decision: 'same', decidedBy: '张三' });
	await expect(
		judgeTwin(district.warehouse, later, clue, { otherNo: 'B', decision: 'same', words: '' }, zhang)
	).rejects.toMatchObject({ code: 'LINK_INCOMPLETE' });
});

test('a street sees its own cases, twins and sources, and none of another street', async () => {
	const tables = await tableColumns(district.warehouse);
	const of = (unit: string) =>
		scoped(district.warehouse, { units: [unit], sectors: null }, tables, (name) => [name]);
	const other = policy.units[1]!.name;
	const numbers = async (unit: string) => (await caseList(of(unit), today)).map(({ no }) => no);
	expect(await numbers(street)).toHaveLength((await caseList(district.warehouse, today)).length);
	expect(await numbers(other)).toEqual([]);
	expect((await twinClues(of(street), today, 'A'))[0]).toMatchObject({ decision: 'same' });
	expect(await twinClues(of(other), today)).toEqual([]);
	expect((await paymentSources(of(street), policy, today, 'P1'))[0]?.balanceFen).toBe(5_000_000);
	expect((await paymentSources(of(other), policy, today, 'P1'))[0]?.balanceFen).toBeNull();
	expect(await advancesOf(of(street), 'C1', today)).toHaveLength(1);
	expect(await advancesOf(of(other), 'C1', today)).toEqual([]);
	expect(
		(await liabilityFacts(of(street), policy, today, { projectCode: 'P1', grounds: [] })).hasSubcontractor
	).toBe(true);
});
