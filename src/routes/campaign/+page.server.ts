import { burnDown } from '$lib/domain/burn-down';
import { shanghaiDay } from '$lib/domain/clock';
import { daysBetween } from '$lib/domain/day';
import { holds, parseFilter, withFilter } from '$lib/domain/filter';
import { yearEndAfter } from '$lib/server/policies/lunar-days';
import { campaignsOn, clearByOf } from '$lib/server/policies/policy-on';
import type { WinterWindow } from '$lib/server/policies/policy';
import { campaignItems, firstDelivery, type CampaignItem } from '$lib/server/queries/campaign-items';
import { latestRun } from '$lib/server/queries/latest-run';
import { unsettledProjects } from '$lib/server/queries/unsettled-projects';
import { sortedPart } from '$lib/tables/sorted-part';
import { narrowed } from '../../hooks/narrowed';
import { lunarNotes } from '../lunar-notes';
import { openOrders, unsettledOrders } from './campaign-orders';
import type { PageServerLoad } from './$types';

/** Lines of each of the two lists that a page shows at once. */
const linesAPage = 40;

const facts = (window: WinterWindow | null) =>
	window && {
		zh: window.zh,
		start: window.start,
		end: window.end,
		clearBy: clearByOf(window),
		reference: window.reference,
		isProposal: window.basis === 'proposal'
	};

export const load: PageServerLoad = async ({ locals, url }) => {
	const { app } = locals;
	const { policy, clock } = app;
	const filter = parseFilter(url.searchParams);
	// Streets are set beside one another; of sectors only the chosen ones are counted.
	const reader = narrowed(locals, withFilter(filter, { street: undefined }));
	const looked = filter.asOf ?? shanghaiDay(clock());
	const street = filter.street ?? null;
	const { current, next, last } = campaignsOn(policy, looked);
	const shown = current ?? last;
	const frame = { looked, street, isOn: current !== null, next: facts(next) };
	if (shown === null) return { ...frame, window: null };

	const day = current === null ? shown.end : looked;
	const clearBy = clearByOf(shown);
	const span = { start: shown.start, clearBy, day };
	const [items, run, first] = await Promise.all([
		campaignItems(reader, policy, { start: shown.start, day }),
		latestRun(reader, day),
		firstDelivery(reader)
	]);
	const units = Map.groupBy(items, ({ unit }) => unit);
	const ofStreet = items.filter(({ unit }) => holds(filter.street, unit));
	const open = ofStreet.filter(({ closed }) => closed === null || closed > day);
	const yearEnd = yearEndAfter(shown.start);
	const report = policy.reports.find(({ id }) => id === 'winter_campaign');
	const lists = { search: url.searchParams, lines: linesAPage, lang: locals.lang };
	const unsettled =
		run === null
			? null
			: sortedPart(await unsettledProjects(reader, { runId: run.runId, day, street }), {
					...lists,
					table: 'unsettled',
					columns: unsettledOrders
				});
	const oldest = open.sort((a, b) => (a.opened < b.opened ? -1 : 1));
	const countdown = (kind: 'clear' | 'little' | 'eve' | 'report', on: string) => ({
		kind,
		on,
		days: daysBetween(looked, on),
		// The ends of the lunar year are named by what they are.
		lunar: kind === 'clear' || kind === 'report' ? (lunarNotes([on], locals.lang)[on] ?? null) : null
	});
	return {
		...frame,
		window: facts(shown),
		day,
		/** The first data came only during the campaign, or after it. */
		knownSince: first !== null && first > shown.start ? first : null,
		countdowns: [
			countdown('clear', clearBy),
			...(report?.dates ?? [])
				.filter((date) => date >= shown.start && date <= shown.end)
				.map((date) => countdown('report', date)),
			countdown('little', yearEnd.littleNewYear),
			countdown('eve', yearEnd.newYearsEve)
		],
		whole: burnDown(ofStreet, span),
		units: [...units]
			.map(([unit, own]) => ({ unit, ...burnDown(own, span) }))
			.filter(({ atStart, opened }) => atStart + opened > 0)
			.sort((a, b) => b.remaining - a.remaining || b.atStart - a.atStart),
		open: sortedPart(
			oldest.map(({ kind, code, name, unit, opened, workers, amountFen }: CampaignItem) => ({
				kind,
				code,
				name,
				unit,
				opened,
				days: daysBetween(opened, day),
				workers,
				amountFen
			})),
			{ ...lists, table: 'open', columns: openOrders }
		),
		unsettled,
		scored: run?.asOf ?? null
	};
};
