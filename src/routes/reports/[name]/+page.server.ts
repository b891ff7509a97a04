import { error } from '@sveltejs/kit';
import { isDay } from '$lib/domain/day';
import { shanghaiDay } from '$lib/domain/clock';
import { reports } from '$lib/server/dispatch/reports/registry';
import { printed } from '$lib/server/dispatch/reports/report';
import type { PageServerLoad } from './$types';

const shownRows = 200;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const definition = reports.get(params.name);
	if (!definition) error(404, '没有这种报表。');
	const { policy, clock } = locals.app;
	const usual = definition.period(shanghaiDay(clock()));
	const day = (name: 'from' | 'to') => {
		const given = url.searchParams.get(name) ?? '';
		return isDay(given) ? given : usual[name];
	};
	const context = { reader: locals.reader, policy, from: day('from'), to: day('to') };
	const report = await definition.build(context);
	const figure = url.searchParams.get('figure');
	return {
		id: definition.id,
		from: context.from,
		to: context.to,
		title: report.title,
		heads: report.heads,
		opening: report.opening,
		closing: report.closing,
		opens: definition.rows !== undefined,
		figure,
		figureRows: figure !== null && definition.rows ? await definition.rows(context, figure) : null,
		tables: report.tables.map((table) => ({
			name: table.name,
			empty: table.empty ?? '',
			columns: table.columns.map(({ zh, under, kind }) => ({ zh, under: under ?? null, kind })),
			total: table.rows.length,
			rows: table.rows
				.slice(0, shownRows)
				.map((row) => row.map((cell, index) => printed(table.columns[index]!.kind, cell)))
		}))
	};
};
