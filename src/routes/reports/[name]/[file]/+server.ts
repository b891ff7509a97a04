import { error } from '@sveltejs/kit';
import { reportDocx } from '$lib/server/dispatch/reports/report-docx';
import { reportXlsx } from '$lib/server/dispatch/reports/report-xlsx';
import { reportAsked } from '../../report-asked';
import type { RequestHandler } from './$types';

const types = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
} as const;

/** A report as the file that an office keeps. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const ending = params.file.split('.').at(-1);
	if (ending !== 'xlsx' && ending !== 'docx') error(404, '没有这种报表。');
	const { report } = await reportAsked(locals, url, params.name);
	const bytes = await (ending === 'docx' ? reportDocx(report) : reportXlsx(report));
	const name = encodeURIComponent(`${report.title}.${ending}`);
	return new Response(new Uint8Array(bytes), {
		headers: { 'content-type': types[ending], 'content-disposition': `attachment; filename*=UTF-8''${name}` }
	});
};
