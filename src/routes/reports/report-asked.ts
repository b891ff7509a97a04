import { error } from '@sveltejs/kit';
import { isDay } from '$lib/domain/day';
import { shanghaiDay } from '$lib/domain/clock';
import { parseFilter } from '$lib/domain/filter';
import { filterAt } from '$lib/domain/filter-reach';
import { reports } from '$lib/server/dispatch/reports/registry';
import {
	limitedTo,
	type Report,
	type ReportContext,
	type ReportDefinition
} from '$lib/server/dispatch/reports/report';
import { narrowed, scopeOf } from '../../hooks/narrowed';

/** The report of an address: for its period, limited to its streets and sectors, which its head then says; 404 where there is none. */
export async function reportAsked(
	locals: App.Locals,
	url: URL,
	name: string
): Promise<{ definition: ReportDefinition; context: ReportContext; report: Report }> {
	const definition = reports.get(name);
	if (!definition) error(404, '没有这种报表。');
	const { policy, clock } = locals.app;
	const usual = definition.period(shanghaiDay(clock()));
	const day = (side: 'from' | 'to') => {
		const given = url.searchParams.get(side) ?? '';
		return isDay(given) ? given : usual[side];
	};
	const filter = filterAt(url.pathname, parseFilter(url.searchParams));
	const context = { reader: narrowed(locals, filter), policy, from: day('from'), to: day('to') };
	return { definition, context, report: limitedTo(await definition.build(context), scopeOf(locals, filter)) };
}
