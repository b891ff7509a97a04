import { error } from '@sveltejs/kit';
import { feeds } from '$lib/domain/feeds';
import { templateWorkbook } from '$lib/server/ingest/template';
import type { RequestHandler } from './$types';

/** The workbook that a supplier fills in. */
export const GET: RequestHandler = async ({ params }) => {
	const feed = feeds.get(params.feed);
	if (!feed) error(404);
	const bytes = await templateWorkbook(feed);
	const name = encodeURIComponent(`${feed.zh}模板.xlsx`);
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': `attachment; filename="${feed.feed}.xlsx"; filename*=UTF-8''${name}`
		}
	});
};
