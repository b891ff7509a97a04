import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indicators } from '$lib/server/indicators/registry';
import { evidenceOf } from '$lib/server/queries/evidence';
import { openDistrict, policy, type District } from '../support/district';

let district: District;

beforeAll(async () => {
	district = await openDistrict();
});
afterAll(() => district.close());

describe('evidence', () => {
	for (const indicator of indicators.values()) {
		// gc_contagion has no rows of a feed behind it: it counts tiers.
		if (indicator.evidence.length === 0) continue;
		it(`of ${indicator.id} leads to rows with file and row number where it fires`, async () => {
			const example = [...indicator.examples]
				.sort((x, y) => (y.expect.severity ?? 0) - (x.expect.severity ?? 0))
				.find(({ expect: answer }) => answer.severity && answer.value);
			if (!example) throw new Error(`${indicator.id} has no example that fires`);
			await district.clear();
			await district.ingestRows(example.rows);
			const { runId } = await district.score(example.asOf);
			const groups = await evidenceOf(district.warehouse, policy, {
				runId,
				subjectType: indicator.subject,
				subjectCode: example.subject ?? 'P1',
				indicator: indicator.id,
				measure: example.expect.measure ?? ''
			});
			expect(groups.map((group) => group.feed)).toEqual(indicator.evidence.map(({ feed }) => feed));
			for (const row of groups.flatMap((group) => group.rows)) {
				expect(row.fileName).toMatch(/\.ndjson$/);
				expect(row.rowNo).toBeGreaterThanOrEqual(1);
			}
		});
	}

	it('lists the line that was not paid, with its month and its masked worker', async () => {
		await district.clear();
		const example = indicators.get('wage_overdue_days')?.examples[3];
		await district.ingestRows(example?.rows ?? {});
		const { runId } = await district.score(example?.asOf ?? '');
		const [payroll] = await evidenceOf(district.warehouse, policy, {
			runId,
			subjectType: 'project',
			subjectCode: 'P1',
			indicator: 'wage_overdue_days'
		});
		expect(payroll).toMatchObject({ feed: 'payroll', total: 1 });
		expect(payroll?.rows[0]).toMatchObject({ rowNo: 1, cells: { wage_month: '2026-08', paid: '4999.99' } });
	});
});
