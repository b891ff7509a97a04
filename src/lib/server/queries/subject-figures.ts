import { z } from 'zod';
import type { Figure } from '$lib/domain/figure';
import { indicators } from '../indicators/registry';
import type { Policy } from '../policies/policy';
import { thresholdsOn } from '../policies/policy-on';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({
	indicator: z.string(),
	measure: z.string(),
	value: z.coerce.number().nullable(),
	severity: z.number().nullable(),
	null_reason: z.enum(['not_applicable', 'missing']).nullable(),
	period: z.string().nullable()
});

/** Every figure of a subject in a run, with its thresholds on that day, in the order of the pack. */
export async function subjectFigures(
	reader: Reader,
	policy: Policy,
	params: { runId: number; asOf: string; type: 'project' | 'enterprise'; code: string }
): Promise<Figure[]> {
	const rows = await reader.read(
		`select indicator, measure, value, severity, null_reason, cast(period as varchar) as period
		from indicator_value where run_id = $run and subject_type = $type and subject_code = $code`,
		{ run: params.runId, type: params.type, code: params.code },
		row
	);
	const thresholds = thresholdsOn(policy, params.asOf);
	const order = [...policy.thresholds.keys()];
	return rows
		.filter((found) => indicators.has(found.indicator))
		.sort(
			(a, b) => order.indexOf(a.indicator) - order.indexOf(b.indicator) || (a.measure < b.measure ? -1 : 1)
		)
		.map((found): Figure => {
			const indicator = indicators.get(found.indicator);
			if (!indicator) throw new TypeError(found.indicator);
			const measure = indicator.measures?.[found.measure];
			return {
				indicator: found.indicator,
				measure: found.measure,
				group: indicator.group,
				zh: indicator.label.zh + (measure ? `（${measure.zh}）` : ''),
				en: indicator.label.en + (measure ? ` (${measure.en})` : ''),
				unit: measure?.unit ?? indicator.unit,
				basis: indicator.basis,
				meaning: indicator.meaning,
				counts: indicator.counts !== false,
				hasEvidence: indicator.evidence.length > 0,
				value: found.value,
				severity: found.severity as Figure['severity'],
				nullReason: found.null_reason,
				period: found.period,
				thresholds: thresholds
					.filter(
						({ indicator: id, measure: of }) =>
							id === found.indicator && (indicator.measures ? of === found.measure : true)
					)
					.map(({ severity, op, bound, band, measure: of, basis, reference }) => ({
						severity,
						op,
						bound,
						band: band || (indicator.measures ? '' : of),
						isProposal: basis === 'proposal',
						reference
					}))
			};
		});
}
