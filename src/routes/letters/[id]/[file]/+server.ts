import { error } from '@sveltejs/kit';
import { RiskError } from '$lib/domain/errors';
import { letterById, letterDocument } from '$lib/server/dispatch/letters/letter-book';
import { letterDesk } from '../../../../hooks/desk';
import type { RequestHandler } from './$types';

/** A letter as a document: the draft as it would go out now, an issued one as it went. */
export const GET: RequestHandler = async ({ locals, params }) => {
	try {
		const letter = await letterById(locals.reader, Number(params.id) || 0);
		const bytes = await letterDocument(letterDesk(locals), letter);
		const name = encodeURIComponent(`${letter.title}.docx`);
		return new Response(new Uint8Array(bytes), {
			headers: {
				'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
				'content-disposition': `attachment; filename*=UTF-8''${name}`
			}
		});
	} catch (cause) {
		if (cause instanceof RiskError) error(404, cause.message);
		throw cause;
	}
};
