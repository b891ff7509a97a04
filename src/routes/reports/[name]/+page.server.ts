import { printed } from '$lib/server/dispatch/reports/report';
import { reportAsked } from '../report-asked';
import type { PageServerLoad } from './$types';

const shownRows = 200;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { definition, context, report } = await reportAsked(locals, url, params.name);
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
