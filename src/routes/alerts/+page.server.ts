import type { AlertState } from '$lib/domain/alert';
import { partOf } from '$lib/domain/list-part';
import type { Tier } from '$lib/domain/severity';
import { tierKey } from '$lib/domain/tier-key';
import { alertCounts, alertList } from '$lib/server/queries/alert-list';
import { indicatorLabels } from '$lib/server/queries/indicator-labels';
import { askedAlerts } from './asked-alerts';
import type { PageServerLoad } from './$types';

const linesAPage = 100;
const choices: readonly AlertState[] = ['open', 'claimed', 'evidence', 'pending', 'closed', 'false_alarm'];

export const load: PageServerLoad = async ({ locals, url }) => {
	const { filter, chosen, states, order } = askedAlerts(url.searchParams);
	const counts = await alertCounts(locals.reader, filter);
	const countOf = (ones: readonly AlertState[]) => ones.reduce((sum, one) => sum + (counts[one] ?? 0), 0);
	const part = partOf(url.searchParams, { total: countOf(states), lines: linesAPage });
	const alerts = await alertList(locals.reader, {
		filter,
		states,
		order,
		limit: part.lines,
		offset: part.from
	});
	return {
		chosen,
		choices,
		filter,
		part,
		counts,
		openCount: countOf(askedAlerts(new URLSearchParams()).states),
		units: locals.app.policy.units.map((unit) => unit.name),
		labels: indicatorLabels(alerts.flatMap((alert) => alert.fired)),
		alerts: alerts.map((alert) => ({
			...alert,
			tierKey: tierKey(alert.tier as Tier),
			levelKey: tierKey(alert.level as Tier)
		}))
	};
};
