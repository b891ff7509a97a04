import { error } from '@sveltejs/kit';
import { bulletinActs, bulletinParts, withParts } from '$lib/server/dispatch/bulletins/bulletin-book';
import { reportDocx } from '$lib/server/dispatch/reports/report-docx';
import { reportBlocks } from '$lib/server/dispatch/reports/report-paper';
import { furniture, officeSpeech, pdfResponse } from '../../../../paper';
import { printedChart } from '../../../../printed-chart';
import { bulletinAt } from '../../../issue';
import type { RequestHandler } from './$types';

const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The bulletin in Word or as PDF, as people have written it over. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const isPdf = params.file.endsWith('.pdf');
	if (!isPdf && !params.file.endsWith('.docx')) error(404, '没有这种文件。');
	const { issue, report, scope } = await bulletinAt(locals, params, url);
	const acts = scope === null ? await bulletinActs(locals.reader, issue) : [];
	const written = withParts(report, bulletinParts(report, acts));
	if (isPdf) {
		const about = report.heads.map(([, value]) => value).join(' ');
		const paper = {
			title: written.title,
			blocks: reportBlocks(written, printedChart),
			...furniture(locals, officeSpeech(locals), about, 'bulletin')
		};
		return pdfResponse(paper, written.title.replaceAll(/\s+/g, ''));
	}
	const bytes = await reportDocx(written);
	const name = encodeURIComponent(`${report.title.replaceAll(/\s+/g, '')}.docx`);
	return new Response(new Uint8Array(bytes), {
		headers: { 'content-type': type, 'content-disposition': `attachment; filename*=UTF-8''${name}` }
	});
};
