import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { evidenceOf } from '$lib/server/queries/evidence';
import { withdrawBatch } from '$lib/server/ingest/withdraw-batch';
import { runScore } from '$lib/server/scoring/run-score';
import { calendar, openDistrict, policy, type District } from '../support/district';

let district: District;
beforeAll(async () => {
	district = await openDistrict();
});
afterAll(() => district.close());
beforeEach(() => district.clear());

const project = {
	project_code: 'P1',
	project_name: '一号楼',
	status: '在建',
	street: '府城街道',
	sector: '房屋建筑',
	start_date: '2026-01-01',
	pay_day: 15,
	pay_in_next_month: true
};
const line = (worker: string, paid: number) => ({
	project_code: 'P1',
	employer_uscc: 'E1',
	wage_month: '2026-08',
	worker_id_no: worker,
	work_days: 20,
	payable: 5000,
	paid,
	pay_status: '成功',
	pay_date: '2026-09-10',
	signed: true
});

/** The figure of a run and the same figure summed from the rows that are shown beside it. */
async function figureAndRows(runId: number) {
	const [stored] = await district.read(
		`select value from indicator_value where run_id = $run and indicator = 'paid_amount_ratio'`,
		{ run: runId },
		z.object({ value: z.coerce.number().nullable() })
	);
	const [payroll] = await evidenceOf(district.warehouse, policy, {
		runId,
		subjectType: 'project',
		subjectCode: 'P1',
		indicator: 'paid_amount_ratio'
	});
	const rows = payroll?.rows ?? [];
	const sum = (column: string) => rows.reduce((all, row) => all + Number(row.cells[column] ?? 0), 0);
	const ratio = Math.floor((10_000 * sum('paid')) / sum('payable') + 1e-9) / 10_000;
	return { figure: stored?.value, rows: rows.map((row) => row.cells['paid']), ratio };
}

it('the rows under a figure stay those that made it when a correction arrives later', async () => {
	await district.ingestRows(
		{ projects: [project], payroll: [line('W1', 4000), line('W2', 5000)] },
		'2026-09-11 08:00:00'
	);
	const { runId } = await district.score('2026-09-16');
	const before = await figureAndRows(runId);
	expect(before).toEqual({ figure: 0.9, rows: ['4000.00', '5000.00'], ratio: 0.9 });
	await district.ingestRows({ payroll: [line('W1', 5000)] }, '2026-09-20 08:00:00');
	expect(await figureAndRows(runId)).toEqual(before);
});

it('also where the correction says that it was received before the run, in the same second, or names a new worker', async () => {
	await district.ingestRows({ projects: [project], payroll: [line('W1', 4000)] }, '2026-09-11 08:00:00');
	const { runId } = await district.score('2026-09-16');
	const before = await figureAndRows(runId);
	expect(before.figure).toBe(0.8);
	await district.ingestRows({ payroll: [line('W1', 1000), line('W3', 1)] }, '2026-09-01 08:00:00');
	await district.ingestRows({ payroll: [line('W1', 2000)] }, '2026-09-11 08:00:00');
	await district.ingestRows({ payroll: [line('W1', 3000)] }, '2026-11-21 10:00:00');
	expect(await figureAndRows(runId)).toEqual(before);
	const again = await district.score('2026-09-17');
	expect(await figureAndRows(again.runId)).toMatchObject({ rows: ['1.00', '3000.00'] });
});

it('for any order of corrections, every run keeps its own rows', async () => {
	const step = fc.record({
		worker: fc.constantFrom('W1', 'W2', 'W3'),
		paid: fc.integer({ min: 1, max: 5000 }),
		received: fc.integer({ min: 1, max: 28 })
	});
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
			await district.clear();
			await district.ingestRows({ projects: [project] }, '2026-09-01 00:00:00');
			const seen: [number, Awaited<ReturnType<typeof figureAndRows>>][] = [];
			for (const [index, { worker, paid, received }] of steps.entries()) {
				const at = `2026-09-${String(received).padStart(2, '0')} 08:00:00`;
				await district.ingestRows({ payroll: [line(worker, paid)] }, at);
				const { runId } = await district.score(`2026-10-${String(index + 1).padStart(2, '0')}`);
				seen.push([runId, await figureAndRows(runId)]);
				expect(seen.at(-1)?.[1].ratio).toBe(seen.at(-1)?.[1].figure);
			}
			for (const [runId, shown] of seen) expect(await figureAndRows(runId)).toEqual(shown);
		}),
		{ numRuns: 4 }
	);
});

it('the rows under a figure stay those that made it when their delivery is withdrawn later', async () => {
	const clerk = { id: 'clerk', name: '李工' };
	const take = (batch: number, at: string) =>
		district.warehouse.write((tx) =>
			withdrawBatch(tx, { id: `w${batch}`, batch, actor: clerk, at, reason: '报错' })
		);
	const judge = (asOf: string, scoredAt: string) =>
		runScore(district.warehouse, { policy, calendar }, { asOf, knownAt: null, series: 'adhoc', scoredAt });
	await district.ingestRows({ projects: [project] }, '2026-09-10 08:00:00');
	await district.ingestRows({ payroll: [line('W1', 4000), line('W2', 5000)] }, '2026-09-11 08:00:00');
	await district.ingestRows({ payroll: [line('W1', 2000), line('W3', 5000)] }, '2026-09-12 08:00:00');
	const before = await judge('2026-11-19', '2026-11-20 08:00:00');
	await take(3, '2026-11-20 09:00:00');
	const after = await judge('2026-11-20', '2026-11-20 10:00:00');
	await district.ingestRows({ payroll: [line('W3', 4500)] }, '2026-11-20 11:00:00');
	await take(2, '2026-11-20 12:00:00');
	expect(await figureAndRows(before.runId)).toMatchObject({ figure: 0.8, ratio: 0.8 });
	expect((await figureAndRows(before.runId)).rows).toHaveLength(3);
	expect(await figureAndRows(after.runId)).toMatchObject({ figure: 0.9, ratio: 0.9 });
	expect((await figureAndRows(after.runId)).rows).toHaveLength(2);
});
