import { error } from '@sveltejs/kit';
import { attachmentBytes } from '$lib/server/dispatch/attachments/attachment-book';
import type { RequestHandler } from './$types';

/** A file that somebody put beside an alert, a clue or a case; always to be saved, never shown in the page. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { warehouse, keys } = locals.app;
	const id = Number(params.id);
	const found = Number.isInteger(id) ? await attachmentBytes(locals.reader, warehouse, keys, id) : null;
	if (!found) error(404, '没有这个附件，或您无权查看。');
	return new Response(new Uint8Array(found.bytes), {
		headers: {
			'content-type': 'application/octet-stream',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.attachment.fileName)}`
		}
	});
};
