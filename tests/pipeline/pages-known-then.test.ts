import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterpriseFacts } from '$lib/server/queries/enterprise-facts';
import { feedSupply } from '$lib/server/queries/feed-supply';
import { latestRun } from '$lib/server/queries/latest-run';
import { projectFacts } from '$lib/server/queries/project-facts';
import { projectMonths } from '$lib/server/queries/project-months';
import { projectRows } from '$lib/server/queries/project-rows';
import { runPair } from '$lib/server/queries/run-pair';
import { subjectFigures } from '$lib/server/queries/subject-figures';
import { subjectPage } from '$lib/server/queries/subject-page';
import { runScore } from '$lib/server/scoring/run-score';
import { calendar, openDistrict, policy, type District } from '../support/district';

let district: District;

const project = {
	project_code: 'P1',
	project_name: '迟到的更正',
	status: '在建',
	street: '李封街道',
	sector: '市政',
	gc_name: '甲建设有限公司',
	gc_uscc: 'GC1',
	start_date: '2025-10-01',
	pay_day: 15,
	pay_in_next_month: true
};
const enterprise = { uscc: 'GC1', name: '甲建设有限公司', enterprise_type: '总包', credit_grade: 'A' };
const line = (paid: number) => ({
	project_code: 'P1',
	employer_uscc: 'LAB',
	wage_month: '2026-02',
	worker_id_no: 'W1',
	payable: 5000,
	paid,
	pay_status: '成功',
	pay_date: '2026-03-10'
});
const labour = (paid: number) => ({
	disbursement_no: 'D1',
	project_code: 'P1',
	kind: '人工费',
	period: '2026-02',
	paid,
	paid_date: '2026-02-25'
});
const score = (asOf: string, scoredAt: string) =>
	runScore(district.warehouse, { policy, calendar }, { asOf, knownAt: null, series: 'current', scoredAt });

/** What the page of the project shows for 31 March, through the questions that the page asks. */
async function march(knownAt: string | null) {
	const { warehouse: reader } = district;
	const isKnownThen = knownAt !== null;
	const pair = await runPair(reader, '2026-03-31', knownAt);
	if (!pair) return null;
	const { runId, asOf } = pair.run;
	const params = { runId, asOf, type: 'project', code: 'P1' } as const;
	const figures = await subjectFigures(reader, policy, params);
	const facts = await projectFacts(reader, { runId, beforeRunId: null, code: 'P1', isKnownThen });
	const months = await projectMonths(reader, { runId, asOf, code: 'P1', isKnownThen });
	const [payroll] = await projectRows(reader, policy, { runId, code: 'P1', what: '2026-02' });
	const list = await subjectPage(reader, {
		type: 'project',
		day: '2026-03-31',
		knownAt,
		view: { filter: {} },
		page: 1
	});
	const contractor = await enterpriseFacts(reader, { runId, uscc: 'GC1', isKnownThen });
	return {
		ratio: figures.find(({ indicator }) => indicator === 'paid_amount_ratio')?.value,
		unpaidFen: facts?.unpaidFen,
		status: facts?.status,
		labourFen: months.find(({ month }) => month === '2026-02')?.labourFen,
		paid: payroll?.rows.map((row) => row.cells['paid']),
		listed: list?.subjects.map(({ unpaidFen }) => unpaidFen),
		grade: contractor?.grade
	};
}

const inMarch = {
	ratio: 1,
	unpaidFen: 0,
	status: '在建',
	labourFen: 300_000,
	paid: ['5000.00'],
	listed: [0],
	grade: 'A'
};
const inMay = {
	ratio: 0.8,
	unpaidFen: 100_000,
	status: '停工',
	labourFen: 200_000,
	paid: ['4000.00'],
	listed: [100_000],
	grade: 'C'
};

beforeAll(async () => {
	district = await openDistrict();
	await district.ingestRows(
		{ projects: [project], enterprises: [enterprise], payroll: [line(5000)], disbursements: [labour(3000)] },
		'2026-03-20 09:00:00'
	);
	await score('2026-03-24', '2026-03-31 05:30:00');
	await score('2026-03-31', '2026-03-31 05:30:00');
	await district.ingestRows(
		{
			projects: [{ ...project, status: '停工' }],
			enterprises: [{ ...enterprise, credit_grade: 'C' }],
			payroll: [line(4000)],
			disbursements: [labour(2000)]
		},
		'2026-05-06 09:00:00'
	);
	await score('2026-03-24', '2026-05-07 05:30:00');
	await score('2026-03-31', '2026-05-07 05:30:00');
});
afterAll(() => district.close());

describe('a correction for March that arrives in May, on the pages', () => {
	it('changes March as seen now', async () => {
		expect(await march(null)).toEqual(inMay);
	});

	it('leaves March as seen in March, with the rows and the facts of then', async () => {
		expect(await march('2026-03-31 23:59:59')).toEqual(inMarch);
		expect(await march('2026-05-07 05:29:59')).toEqual(inMarch);
	});

	it('is seen from the minute in which March was judged again', async () => {
		expect(await march('2026-05-07 05:30:59')).toEqual(inMay);
	});

	it('shows nothing before anything was judged', async () => {
		expect(await march('2026-03-31 05:29:59')).toBeNull();
	});

	it('compares with last week as it was known then', async () => {
		const then = await runPair(district.warehouse, '2026-03-31', '2026-03-31 23:59:59');
		expect(then?.before?.scoredAt).toBe('2026-03-31 05:30:00');
		const now = await runPair(district.warehouse, '2026-03-31');
		expect(now?.before?.scoredAt).toBe('2026-05-07 05:30:00');
	});

	it('counts what had been delivered by then', async () => {
		const lags = {};
		const payroll = async (knownAt: string | null) =>
			(await feedSupply(district.warehouse, '2026-05-31', lags, knownAt)).find(
				({ feed }) => feed === 'payroll'
			);
		expect(await payroll('2026-05-06 08:59:59')).toMatchObject({ batches: 1 });
		expect(await payroll(null)).toMatchObject({ batches: 2 });
	});
});

describe('which scoring answers for a moment', () => {
	it('of several scorings of one day the last one is kept', async () => {
		await score('2026-05-07', '2026-05-07 08:00:00');
		const morning = await latestRun(district.warehouse, '2026-05-07', '2026-05-07 08:00:00');
		expect(morning?.asOf).toBe('2026-05-07');
		await score('2026-05-07', '2026-05-07 18:00:00');
		await score('2026-05-07', '2026-05-14 05:30:00');
		const kept = await latestRun(district.warehouse, '2026-05-07', '2026-05-13 00:00:00');
		expect(kept).toMatchObject({ asOf: '2026-05-07', scoredAt: '2026-05-07 18:00:00' });
		const early = await latestRun(district.warehouse, '2026-05-07', '2026-05-07 17:59:59');
		expect(early?.asOf).toBe('2026-03-31');
	});

	it('one made later from the rows of then answers for then, and never for now', async () => {
		const { runId } = await district.score('2026-04-15', '2026-04-15 12:00:00');
		const at = (knownAt: string | null) => latestRun(district.warehouse, '2026-04-15', knownAt);
		expect((await at('2026-04-15 12:00:00'))?.runId).toBe(runId);
		expect((await at('2026-04-15 11:59:59'))?.asOf).toBe('2026-03-31');
		expect((await at(null))?.asOf).toBe('2026-03-31');
	});
});
