import { moneyHolders } from '$lib/domain/money-holder';
import { heldProjects, type HeldProject } from '$lib/server/queries/money-holders';
import { indicators } from '$lib/server/indicators/registry';
import { prepared } from '../../../hooks/prepared';
import { sortedPart } from '$lib/tables/sorted-part';
import { analysisView } from '../view';
import { heldOrders } from './held-orders';
import type { PageServerLoad } from './$types';

/** Projects of one cause that are listed without asking for all. */
const shownOf = 12;
/** Of the cause that is asked for. */
const linesAPage = 100;

const total = (rows: readonly HeldProject[]) => ({
	projects: rows.length,
	red: rows.filter(({ tier }) => tier === 'red').length,
	workers: rows.reduce((sum, { workers }) => sum + workers, 0),
	unpaidFen: rows.reduce((sum, { unpaidFen }) => sum + unpaidFen, 0)
});

export const load: PageServerLoad = async ({ locals, url }) => {
	const view = await analysisView(locals, url);
	const chosen = moneyHolders.find((holder) => holder === url.searchParams.get('holder')) ?? null;
	if (!view.run || view.thinDay) return { ...view, chosen, all: total([]), groups: [], labels: {} };
	const { runId, asOf } = view.run;
	const asked = { runId, asOf, filter: view.filter };
	const held = await prepared(locals, 'held', asked, () => heldProjects(locals.reader, asked));
	const groups = moneyHolders.map((holder) => {
		const all = held.filter((one) => one.holder === holder);
		const { rows, part } = sortedPart(all, {
			search: url.searchParams,
			table: holder,
			lines: chosen === holder ? linesAPage : shownOf,
			columns: heldOrders,
			lang: locals.lang
		});
		return { holder, ...total(all), rows, part };
	});
	const met = new Set(groups.flatMap(({ rows }) => rows.flatMap((one) => Object.keys(one.indicators))));
	const labels = Object.fromEntries(
		[...met].flatMap((id) => {
			const found = indicators.get(id);
			return found ? [[id, { zh: found.label.zh, en: found.label.en, unit: found.unit }]] : [];
		})
	);
	return { ...view, chosen, all: total(held), groups, labels };
};
