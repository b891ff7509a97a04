import { alertStates, type AlertState } from '$lib/domain/alert';
import { parseFilter } from '$lib/domain/filter';
import { filterAt } from '$lib/domain/filter-reach';
import type { Tier } from '$lib/domain/severity';
import { tierKey } from '$lib/domain/tier-key';
import { alertList } from '$lib/server/queries/alert-list';
import { indicatorLabels } from '$lib/server/queries/indicator-labels';
import type { PageServerLoad } from './$types';

const shownAlerts = 300;
const openStates: readonly AlertState[] = ['open', 'claimed', 'evidence'];
const choices: readonly AlertState[] = ['open', 'claimed', 'evidence', 'pending', 'closed', 'false_alarm'];

export const load: PageServerLoad = async ({ locals, url }) => {
	const filter = filterAt(url.pathname, parseFilter(url.searchParams));
	const chosen = alertStates.find((state) => state === url.searchParams.get('state')) ?? null;
	const alerts = await alertList(locals.reader, {
		filter,
		states: chosen === null ? openStates : [chosen],
		limit: shownAlerts
	});
	return {
		chosen,
		choices,
		filter,
		units: locals.app.policy.units.map((unit) => unit.name),
		labels: indicatorLabels(alerts.flatMap((alert) => alert.fired)),
		alerts: alerts.map((alert) => ({
			...alert,
			tierKey: tierKey(alert.tier as Tier),
			levelKey: tierKey(alert.level as Tier)
		}))
	};
};
