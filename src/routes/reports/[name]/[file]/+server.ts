import { error } from '@sveltejs/kit';
import { isDay } from '$lib/domain/day';
import { shanghaiDay } from '$lib/domain/clock';
import { reportDocx } from '$lib/server/dispatch/reports/report-docx';
import { reportXlsx } from '$lib/server/dispatch/reports/report-xlsx';
import { reports } from '$lib/server/dispatch/reports/registry';
import type { RequestHandler } from './$types';

const types = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
} as const;

/** A report as the file that an office keeps. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const definition = reports.get(params.name);
	const ending = params.file.split('.').at(-1);
	if (!definition || (ending !== 'xlsx' && ending !== 'docx')) error(404, '没有这种报表。');
	const { policy, clock } = locals.app;
	const usual = definition.period(shanghaiDay(clock()));
	const day = (name: 'from' | 'to') => {
		const given = url.searchParams.get(name) ?? '';
		return isDay(given) ? given : usual[name];
	};
	const report = await definition.build({ reader: locals.reader, policy, from: day('from'), to: day('to') });
	const bytes = await (ending === 'docx' ? reportDocx(report) : reportXlsx(report));
	const name = encodeURIComponent(`${report.title}.${ending}`);
	return new Response(new Uint8Array(bytes), {
		headers: { 'content-type': types[ending], 'content-disposition': `attachment; filename*=UTF-8''${name}` }
	});
};
