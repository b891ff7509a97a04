import { createHash } from 'node:crypto';
import { indicators } from '$lib/server/indicators/registry';
import { parameterNames, type ParameterName } from '$lib/server/policies/parameter-names';
import {
	labourCostFloorOn,
	lagDaysOn,
	parameterOn,
	scoreWeightsOn,
	thresholdsOn
} from '$lib/server/policies/policy-on';
import { intermediateModels } from '$lib/server/warehouse/intermediate-models';
import { duckdbTemplates } from '$lib/server/warehouse/render';
import type { Rulebook } from '../judge';
import { moments } from './moments';

const scoringSql = import.meta.glob<string>('../sql/*.sql', {
	eager: true,
	query: '?raw',
	import: 'default'
});

/** All SQL and all words of the engine by which a day is judged, as one text. */
function programText(): string {
	return JSON.stringify([
		[...indicators.values()].map(({ examples: _examples, ...indicator }) => indicator),
		intermediateModels,
		scoringSql,
		moments,
		Object.entries(duckdbTemplates).map(([name, text]) => [name, String(text)])
	]);
}

/**
 * A print of all that judging reads beside rows: while two days have the same one, rows and passing days alone can
 * change a value.
 */
export function rulesPrint({ policy, calendar }: Rulebook, day: string): string {
	const numbers = Object.keys(parameterNames).map((name) => parameterOn(policy, name as ParameterName, day));
	const floors = [...policy.labourCostFloors.keys()].map((sector) => labourCostFloorOn(policy, sector, day));
	const lags = [...policy.feeds.keys()].map((feed) => [feed, lagDaysOn(policy, feed, day)]);
	const years = [...calendar.years].map(([year, { holidays, makeUpDays }]) => [
		year,
		[...holidays.keys()],
		[...makeUpDays.keys()]
	]);
	const marks = [...(calendar.marks ?? [])];
	const dated = [numbers, floors, lags, years, marks, thresholdsOn(policy, day), scoreWeightsOn(policy, day)];
	return createHash('sha256')
		.update(JSON.stringify([policy.code, policy.sha256, dated]))
		.update(programText())
		.digest('hex');
}
