import { afterAll, beforeAll, expect, test } from 'vitest';
import { clueFunnel } from '$lib/domain/clue-funnel';
import { hotField } from '$lib/domain/hotspots';
import { parseFilter } from '$lib/domain/filter';
import { funnelClues } from '$lib/server/queries/clue-funnel';
import { hotCells, judgedDays } from '$lib/server/queries/hotspots';
import { partOf } from '$lib/domain/list-part';
import { beyondLine, distributions } from '$lib/server/queries/indicator-distribution';
import { latestRun } from '$lib/server/queries/latest-run';
import { heldProjects } from '$lib/server/queries/money-holders';
import { runScore } from '$lib/server/scoring/run-score';
import { calendar, openDistrict, policy, type District } from '../support/district';

let district: District;
const [here, there] = policy.units.map((unit) => unit.name) as [string, string];
const everywhere = parseFilter(new URLSearchParams());
const day = '2026-11-20';

const project = (code: string, street: string) => ({
	project_code: code,
	project_name: `工程${code}`,
	street,
	sector: '房屋建筑',
	status: '在建',
	start_date: '2026-01-01',
	gc_uscc: 'GC',
	pay_day: 10,
	pay_in_next_month: true
});
const disbursed = (code: string, paid_date: string) => ({
	disbursement_no: `${code}-${paid_date}`,
	project_code: code,
	kind: '人工费',
	paid: 100_000,
	paid_date
});
const wage = (code: string, employer: string, worker: string, paid: number) => ({
	project_code: code,
	employer_uscc: employer,
	wage_month: '2026-09',
	worker_id_no: worker,
	work_days: 22,
	payable: 8000,
	deduction: 0,
	paid,
	pay_status: paid === 0 ? '待发' : '成功',
	...(paid > 0 && { pay_date: '2026-10-10' }),
	signed: true
});

const judge = (asOf: string) =>
	runScore(
		district.warehouse,
		{ policy, calendar },
		{ asOf, knownAt: null, series: 'current', scoredAt: `${asOf} 22:00:00` }
	);

beforeAll(async () => {
	district = await openDistrict();
	await district.ingestRows({
		projects: ['LATE', 'SUB', 'GC', 'FINE'].map((code) => project(code, code === 'FINE' ? there : here)),
		// 46 days to the day for LATE, which is the yellow line's first day; 45 for the others.
		disbursements: [
			disbursed('LATE', '2026-10-05'),
			...['SUB', 'GC', 'FINE'].map((code) => disbursed(code, '2026-10-06'))
		],
		payroll: [
			wage('LATE', 'GC', 'A1', 8000),
			wage('SUB', 'GC', 'B1', 8000),
			wage('SUB', 'LABOUR', 'B2', 0),
			wage('GC', 'GC', 'C1', 0),
			wage('GC', 'LABOUR', 'C2', 8000),
			wage('FINE', 'GC', 'D1', 8000)
		],
		clues: ['C1', 'C2', 'C3', 'C4'].map((clue_no, index) => ({
			clue_no,
			received_at: `2026-11-0${index + 1} 09:00`,
			channel: '12345',
			project_code: 'LATE',
			worker_count: 3,
			...(clue_no === 'C4' && { validity: '无效' })
		})),
		cases: [
			{
				case_no: 'K1',
				clue_no: 'C1',
				project_code: 'LATE',
				case_kind: '立案',
				stat_group: '工程建设领域',
				opened_at: '2026-11-03',
				closed_at: '2026-11-18',
				verified: true,
				worker_count: 3,
				amount: 24_000,
				paid_from: '用人单位'
			}
		]
	});
	await district.warehouse.write(async (tx) => {
		for (const [clue, act, at] of [
			['C1', 'assigned', '2026-11-01 15:00:00'],
			['C1', 'feedback', '2026-11-03 15:00:00'],
			['C2', 'assigned', '2026-11-04 15:00:00']
		])
			await tx.run(
				`insert into clue_act values ($clue, 'LATE', null, $street, $act, cast($at as timestamp), 'x', '甲', null, null, null, '已办')`,
				{ clue: clue!, act: act!, at: at!, street: here }
			);
	});
	await judge('2026-11-03');
	await judge('2026-11-05');
	await judge(day);
});
afterAll(() => district.close());

test('a week shows the last day that was judged in it, and a week in between that nobody judged is empty', async () => {
	const cells = await hotCells(district.warehouse, { by: 'street', asOf: day, filter: everywhere });
	const field = hotField(cells, [here, there]);
	expect(field.weeks).toEqual([
		{ monday: '2026-11-02', asOf: '2026-11-05' },
		{ monday: '2026-11-09', asOf: null },
		{ monday: '2026-11-16', asOf: day }
	]);
	expect(field.rows[0]?.cells[1]).toBeNull();
	expect(field.rows[0]?.cells[2]).toMatchObject({ place: here, projects: 3 });
	expect(await judgedDays(district.warehouse, day)).toEqual({ days: 3, first: '2026-11-03' });
	const narrowed = parseFilter(new URLSearchParams({ street: there }));
	const own = await hotCells(district.warehouse, { by: 'street', asOf: day, filter: narrowed });
	expect(new Set(own.map(({ place }) => place))).toEqual(new Set([there]));
});

test('nothing judged is an empty field, not a cold one', async () => {
	expect(
		await hotCells(district.warehouse, { by: 'street', asOf: '2026-01-01', filter: everywhere })
	).toEqual([]);
	expect(hotField([], [here]).weeks).toEqual([]);
});

test('the owner is named on the yellow line and not the day before; a subcontractor only where it alone owes', async () => {
	const run = await latestRun(district.warehouse, day);
	const held = await heldProjects(district.warehouse, { runId: run!.runId, asOf: day, filter: everywhere });
	const holders = Object.fromEntries(held.map(({ code, holder }) => [code, holder]));
	expect(holders['LATE']).toBe('owner');
	expect(holders['SUB']).toBe('subcontractor');
	expect(holders['GC']).toBe('contractor');
	expect(holders['FINE']).toBeUndefined();
});

test('clues come as far as they were acted on; invalid ones are left out, and what came later is not counted', async () => {
	const asked = { from: '2026-11-01', to: day, filter: everywhere };
	const steps = clueFunnel(await funnelClues(district.warehouse, asked));
	expect(steps.map(({ stage, reached }) => [stage, reached])).toEqual([
		['received', 3],
		['assigned', 2],
		['feedback', 1],
		['verified', 1],
		['closed', 1],
		['paid', 1]
	]);
	expect(steps.map(({ medianDays }) => medianDays)).toEqual([0, 0, 2, 2, 17, 17]);
	const before = clueFunnel(await funnelClues(district.warehouse, { ...asked, to: '2026-11-17' }));
	expect(before.find(({ stage }) => stage === 'closed')?.reached).toBe(0);
	expect(clueFunnel([]).every(({ reached, share }) => reached === 0 && share === null)).toBe(true);
});

test('a distribution holds every value once, and its lines are those of the pack', async () => {
	const run = await latestRun(district.warehouse, day);
	const all = await distributions(district.warehouse, policy, {
		runId: run!.runId,
		asOf: day,
		filter: everywhere
	});
	for (const one of all) {
		const drawn = one.bins.reduce((sum, { count }) => sum + count, 0);
		expect([one.indicator, one.measure, drawn]).toEqual([
			one.indicator,
			one.measure,
			one.range === null ? 0 : one.measured - one.noneWithin
		]);
	}
	const gap = all.find(({ indicator }) => indicator === 'labour_fee_gap_days')!;
	expect(gap.lines.map(({ severity, bound }) => [severity, bound])).toEqual([
		[1, 31],
		[2, 45],
		[3, 60]
	]);
	expect(gap.beyond).toEqual({ blue: 3, yellow: 1, red: 0 });
	const rows = await beyondLine(district.warehouse, {
		runId: run!.runId,
		asOf: day,
		filter: everywhere,
		indicator: 'labour_fee_gap_days',
		measure: '',
		severity: 2,
		part: partOf(new URLSearchParams(), { total: 1, lines: 10 }),
		order: null
	});
	expect(rows.map(({ code, value }) => [code, value])).toEqual([['LATE', 46]]);
});
