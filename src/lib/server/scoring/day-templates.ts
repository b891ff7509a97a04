import { parameterNames, type ParameterName } from '$lib/server/policies/parameter-names';
import type { Policy } from '$lib/server/policies/policy';
import { parameterOn } from '$lib/server/policies/policy-on';
import { knownRows, rowsOfRun } from '$lib/server/warehouse/known-rows';
import { duckdbTemplates, type Templates } from '$lib/server/warehouse/render';

/** What day is judged, and as known when. */
export interface View {
	/** `YYYY-MM-DD`. */
	readonly asOf: string;
	/** Shanghai time, or null for "as known now". */
	readonly knownAt: string | null;
}

/** What a run that is on record judged, and the last batch that it saw; null where that was not written down. */
export interface RunView extends View {
	readonly lastBatch: number | null;
	/** When it judged, Shanghai time, where deliveries were ever withdrawn; null: none was. */
	readonly judgedAt: string | null;
}

/** Everything that a model or an indicator may name: rows as known, the pack's numbers on that day, engine words. */
export function dayTemplates(policy: Policy, view: View): Templates {
	const numbers = Object.keys(parameterNames).map((name) => [
		name,
		String(parameterOn(policy, name as ParameterName, view.asOf))
	]);
	const minimumWage = parameterOn(policy, 'minimum_wage_monthly_yuan', view.asOf);
	return {
		...duckdbTemplates,
		...knownRows(view),
		asked_project: () => 'true',
		asked_enterprise: () => 'true',
		...Object.fromEntries(numbers),
		minimum_wage_fen: String(Math.round(minimumWage * 100))
	};
}

/** As `dayTemplates`, with the rows that the run saw, so that what is read beside a figure always adds up to it. */
export function runTemplates(policy: Policy, { lastBatch, judgedAt, ...view }: RunView): Templates {
	const rows = lastBatch === null ? {} : rowsOfRun({ knownAt: view.knownAt, lastBatch, judgedAt });
	return { ...dayTemplates(policy, view), ...rows };
}
