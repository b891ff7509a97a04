import { afterAll, beforeAll, expect, test } from 'vitest';
import { burnDown } from '$lib/domain/burn-down';
import { sectors } from '$lib/domain/sectors';
import { campaignItems, firstDelivery } from '$lib/server/queries/campaign-items';
import { unsettledProjects } from '$lib/server/queries/unsettled-projects';
import { openDistrict, policy, type District, type Row } from '../support/district';

const start = '2026-11-01';
const day = '2026-11-21';
const [here, there] = policy.units.map(({ name }) => name) as [string, string];
let district: District;

const project = (code: string, ended?: string): Row => ({
	project_code: code,
	project_name: `工程${code}`,
	street: code === 'P2' ? there : here,
	sector: sectors[0]!,
	status: ended ? '完工' : '在建',
	start_date: '2025-01-01',
	...(ended && { actual_end: ended })
});
const clue = (no: string, received: string, more: Row = {}): Row => ({
	clue_no: no,
	channel: '12345',
	received_at: `${received} 09:00`,
	project_code: 'P1',
	validity: '有效',
	worker_count: 3,
	...more
});
const matter = (no: string, opened: string, more: Row = {}): Row => ({
	case_no: no,
	project_code: 'P2',
	case_kind: '立案',
	stat_group: '工程建设领域',
	opened_at: opened,
	verified: true,
	worker_count: 2,
	amount: 1000,
	...more
});
const payroll = (code: string, paid: number): Row => ({
	project_code: code,
	worker_id_no: '990101199001010011',
	wage_month: '2026-08',
	work_days: 20,
	payable: 6000,
	paid,
	pay_status: paid > 0 ? '成功' : '待发',
	...(paid > 0 && { pay_date: '2026-09-10' }),
	signed: true
});

beforeAll(async () => {
	district = await openDistrict();
	await district.ingestRows(
		{
			projects: [
				project('P1'),
				project('P2'),
				project('SETTLED', '2026-09-30'),
				project('OWES', '2026-09-30'),
				project('LABOUR', '2026-09-30'),
				project('FUTURE', '2026-12-31')
			],
			clues: [
				// A month before the start is history, a day later is open work.
				clue('LONGAGO', '2026-06-20'),
				clue('OLD', '2026-10-02'),
				clue('MONTH', '2026-10-03'),
				clue('DONE', '2026-10-20'),
				clue('NEW', '2026-11-10'),
				clue('WITHCASE', '2026-06-01'),
				clue('INVALID', '2026-11-05', { validity: '无效' }),
				clue('TWIN1', '2026-11-11'),
				clue('TWIN2', '2026-11-12'),
				clue('LATER', '2026-11-22')
			],
			cases: [
				matter('K1', '2026-06-05', { clue_no: 'WITHCASE' }),
				matter('K2', '2026-06-06', { clue_no: 'WITHCASE', closed_at: '2026-11-08' }),
				matter('K3', '2026-10-01', { closed_at: '2026-11-09' }),
				matter('K4', '2026-10-01', { closed_at: '2026-10-31' }),
				matter('K5', '2026-10-01', { verified: false })
			],
			payroll: [payroll('SETTLED', 6000), payroll('OWES', 0), payroll('LABOUR', 6000), payroll('P1', 0)],
			disbursements: [
				{
					disbursement_no: 'D1',
					project_code: 'LABOUR',
					kind: '人工费',
					payable: 9000,
					due_date: '2026-09-01',
					paid: 8000,
					paid_date: '2026-09-02'
				},
				{
					disbursement_no: 'D2',
					project_code: 'SETTLED',
					kind: '人工费',
					payable: 9000,
					due_date: '2026-09-01',
					paid: 9000,
					paid_date: '2026-09-02'
				},
				{
					disbursement_no: 'D3',
					project_code: 'SETTLED',
					kind: '工程款',
					payable: 9000,
					due_date: '2026-09-01',
					paid: 0
				}
			]
		},
		'2026-09-01 08:00:00'
	);
	await district.warehouse.write(async (tx) => {
		await tx.run(`insert into clue_act values ('DONE', 'P1', null, null, 'closed', timestamp '2026-11-05 10:00:00', '1', '甲',
			null, null, null, '已补发')`);
		await tx.run(`insert into clue_link values ('TWIN1', 'TWIN2', 'P1', null, null, 'same',
			timestamp '2026-11-13 10:00:00', '1', '甲', null)`);
	});
});
afterAll(() => district.close());

test('a campaign counts clues with their cases once, cases without a clue, and nothing that is not ours', async () => {
	const items = await campaignItems(district.warehouse, policy, { start, day });
	expect(items.map(({ code, closed }) => [code, closed])).toEqual([
		['WITHCASE', null],
		['K3', '2026-11-09'],
		['MONTH', null],
		['DONE', '2026-11-05'],
		['NEW', null],
		['TWIN1', null]
	]);
	expect(items.find(({ code }) => code === 'K3')).toMatchObject({
		kind: 'case',
		unit: there,
		name: '工程P2'
	});
	expect(burnDown(items, { start, clearBy: '2027-02-05', day })).toMatchObject({
		atStart: 4,
		opened: 2,
		closed: 2,
		remaining: 4
	});
});

test('a case that a person closed is closed on that day', async () => {
	await district.warehouse.write((tx) =>
		tx.run(`insert into case_act values ('K1', 'P2', null, null, 'closed', timestamp '2026-11-15 10:00:00', '1', '甲',
			null, null, null, null, null, '已结清')`)
	);
	const items = await campaignItems(district.warehouse, policy, { start, day });
	expect(items.find(({ code }) => code === 'WITHCASE')!.closed).toBe('2026-11-15');
});

test('completed projects stand in the list for as long as wages or labour cost are open', async () => {
	const { runId } = await district.score(day);
	const all = await unsettledProjects(district.warehouse, { runId, day, street: null });
	expect(all.map(({ code, unpaidFen, labourFen }) => [code, unpaidFen, labourFen])).toEqual([
		['OWES', 600_000, 0],
		['LABOUR', 0, 100_000]
	]);
	expect(await unsettledProjects(district.warehouse, { runId, day, street: there })).toEqual([]);
	// On the day before it is completed a project is not among them, and neither are those under way.
	expect(all.map(({ code }) => code)).not.toContain('FUTURE');
});

test('of a campaign before the first delivery only what was handled or became a case is counted', async () => {
	const past = await campaignItems(district.warehouse, policy, { start: '2026-05-01', day: '2026-07-01' });
	// A month before the first of September and no act: history, whoever sent it.
	expect(past.map(({ code }) => code)).toEqual(['WITHCASE']);
	expect(await firstDelivery(district.warehouse)).toBe('2026-09-01');
});
