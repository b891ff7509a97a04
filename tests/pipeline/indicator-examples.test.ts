import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { indicators } from '$lib/server/indicators/registry';
import { openDistrict, type District } from '../support/district';

const answered = z.object({
	value: z.coerce.number().nullable(),
	severity: z.number().nullable(),
	null_reason: z.string().nullable()
});

let district: District;

beforeAll(async () => {
	district = await openDistrict();
});
afterAll(() => district.close());

for (const indicator of indicators.values()) {
	describe(`${indicator.id} ${indicator.label.zh}`, () => {
		for (const example of indicator.examples) {
			it(example.name, async () => {
				await district.clear();
				const reports = await district.ingestRows(example.rows);
				expect(reports.filter((report) => report.error !== null || report.set_aside > 0)).toEqual([]);
				const { runId } = await district.score(example.asOf);
				const [row] = await district.read(
					`select value, severity, null_reason from indicator_value
					where run_id = $run and subject_code = $subject and indicator = $indicator and measure = $measure`,
					{
						run: runId,
						subject: example.subject ?? 'P1',
						indicator: indicator.id,
						measure: example.expect.measure ?? ''
					},
					answered
				);
				expect(row).toEqual({
					value: example.expect.value,
					severity: example.expect.severity,
					null_reason: example.expect.nullReason ?? null
				});
			});
		}
	});
}

describe('the registry', () => {
	it('has worked examples on, under and without the boundary for every indicator', () => {
		for (const indicator of indicators.values()) {
			expect(indicator.examples.length, indicator.id).toBeGreaterThanOrEqual(3);
		}
	});
});
