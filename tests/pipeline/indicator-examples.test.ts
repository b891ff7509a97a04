import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ExampleRow } from '$lib/server/indicators/definition';
import { indicators } from '$lib/server/indicators/registry';
import { openDistrict, type District } from '../support/district';
import { markedRows } from '../support/example-rows';

const judged = z.object({
	subject_code: z.string(),
	indicator: z.string(),
	measure: z.string(),
	value: z.coerce.number().nullable(),
	severity: z.number().nullable(),
	null_reason: z.string().nullable()
});

/** Every example with the mark that sets its subjects apart; marks are of one length, so that order stays. */
const cases = [...indicators.values()]
	.flatMap((indicator) => indicator.examples.map((example) => ({ indicator, example })))
	.map((item, index) => ({ ...item, mark: `X${String(index).padStart(4, '0')}-` }));

/** day, subject, indicator and measure → what was judged. */
const answers = new Map<string, Omit<z.infer<typeof judged>, 'subject_code' | 'indicator' | 'measure'>>();
const answerKey = (...parts: readonly string[]) => parts.join('|');

let district: District;

// All examples lie in one district, which is scored once a day that an example names.
beforeAll(async () => {
	district = await openDistrict();
	const rows: Record<string, ExampleRow[]> = {};
	for (const { example, mark } of cases)
		for (const [feed, list] of markedRows(mark, example.rows)) (rows[feed] ??= []).push(...list);
	const reports = await district.ingestRows(rows);
	const refused = await district.read(
		'select feed, column_name, value, reason from set_aside order by feed, row_no',
		{},
		z.record(z.string(), z.unknown())
	);
	expect(refused, 'rows of examples that were set aside').toEqual([]);
	expect(reports.filter((report) => report.error !== null)).toEqual([]);

	for (const asOf of new Set(cases.map(({ example }) => example.asOf))) {
		const { runId } = await district.score(asOf);
		const found = await district.read(
			`select subject_code, indicator, measure, value, severity, null_reason
			from indicator_value where run_id = $run`,
			{ run: runId },
			judged
		);
		for (const { subject_code, indicator, measure, ...answer } of found)
			answers.set(answerKey(asOf, subject_code, indicator, measure), answer);
	}
});
afterAll(() => district.close());

for (const indicator of indicators.values()) {
	describe(`${indicator.id} ${indicator.label.zh}`, () => {
		for (const { example, mark } of cases.filter((item) => item.indicator === indicator)) {
			it(example.name, () => {
				const subject = mark + (example.subject ?? 'P1');
				const { value, severity, nullReason, measure } = example.expect;
				expect(answers.get(answerKey(example.asOf, subject, indicator.id, measure ?? ''))).toEqual({
					value,
					severity,
					null_reason: nullReason ?? null
				});
			});
		}
	});
}

describe('the registry', () => {
	it('judges each figure of a subject once: an indicator without measure or band answers one row', async () => {
		const twice = await district.read(
			`select run_id, subject_type, subject_code, indicator, measure from indicator_value
			group by run_id, subject_type, subject_code, indicator, measure having count(*) > 1`,
			{},
			z.record(z.string(), z.unknown())
		);
		expect(twice).toEqual([]);
	});

	it('has worked examples on, under and without the boundary for every indicator', () => {
		for (const indicator of indicators.values()) {
			expect(indicator.examples.length, indicator.id).toBeGreaterThanOrEqual(3);
		}
	});
});
