import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDistrict, type District } from '../support/district';

let district: District;
beforeAll(async () => {
	district = await openDistrict();
});
afterAll(() => district.close());

const project = {
	project_code: 'P1',
	project_name: '迟到的更正',
	status: '在建',
	street: '李封街道',
	sector: '市政',
	start_date: '2026-01-01',
	pay_day: 15,
	pay_in_next_month: true
};
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

async function ratio(asOf: string, knownAt?: string): Promise<number | null> {
	const { runId } = await district.score(asOf, knownAt);
	const [row] = await district.read(
		`select value from indicator_value
		where run_id = $run and subject_code = 'P1' and indicator = 'paid_amount_ratio'`,
		{ run: runId },
		z.object({ value: z.coerce.number().nullable() })
	);
	return row?.value ?? null;
}

describe('a correction for March that arrives in May', () => {
	it('changes March as seen now, and leaves March as seen in March', async () => {
		await district.ingestRows({ projects: [project], payroll: [line(5000)] }, '2026-03-20 09:00:00');
		expect(await ratio('2026-03-31')).toBe(1);
		await district.ingestRows({ payroll: [line(4000)] }, '2026-05-06 09:00:00');
		expect(await ratio('2026-03-31')).toBe(0.8);
		expect(await ratio('2026-03-31', '2026-03-31 23:59:59')).toBe(1);
		expect(await ratio('2026-05-31', '2026-05-06 08:59:59')).toBe(1);
		expect(await ratio('2026-05-31', '2026-05-06 09:00:00')).toBe(0.8);
	});

	it('knows nothing of a project before its first row came', async () => {
		expect(await ratio('2026-03-31', '2026-03-20 08:59:59')).toBeNull();
	});

	it('gives the same result when a day is scored again', async () => {
		const read = async () => {
			const { runId } = await district.score('2026-05-31');
			return district.read(
				`select indicator, measure, value, severity from indicator_value where run_id = $run order by all`,
				{ run: runId },
				z.record(z.string(), z.unknown())
			);
		};
		expect(await read()).toEqual(await read());
	});
});
