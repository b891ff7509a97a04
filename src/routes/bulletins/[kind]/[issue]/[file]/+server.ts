import { error } from '@sveltejs/kit';
import { bulletinActs, bulletinParts, withParts } from '$lib/server/dispatch/bulletins/bulletin-book';
import { reportDocx } from '$lib/server/dispatch/reports/report-docx';
import { bulletinAt } from '../../../issue';
import type { RequestHandler } from './$types';

const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The bulletin in Word, as people have written it over. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	if (!params.file.endsWith('.docx')) error(404, '没有这种文件。');
	const { issue, report, scope } = await bulletinAt(locals, params, url);
	const acts = scope === null ? await bulletinActs(locals.reader, issue) : [];
	const bytes = await reportDocx(withParts(report, bulletinParts(report, acts)));
	const name = encodeURIComponent(`${report.title.replaceAll(/\s+/g, '')}.docx`);
	return new Response(new Uint8Array(bytes), {
		headers: { 'content-type': type, 'content-disposition': `attachment; filename*=UTF-8''${name}` }
	});
};
