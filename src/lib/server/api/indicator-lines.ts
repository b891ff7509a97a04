import type { Policy } from '../policies/policy';
import { subjectFigures } from '../queries/subject-figures';
import type { Reader } from '../warehouse/warehouse';

/** The indicators of a subject, as the API words them. */
export async function indicatorLines(
	reader: Reader,
	policy: Policy,
	params: { runId: number; asOf: string; type: 'project' | 'enterprise'; code: string }
) {
	const figures = await subjectFigures(reader, policy, params);
	return figures.map(({ indicator, measure, group, zh, unit, basis, value, severity, nullReason }) => ({
		indicator,
		measure,
		group,
		name: zh,
		unit,
		basis,
		value,
		severity,
		null_reason: nullReason
	}));
}
