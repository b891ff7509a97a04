import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { attach, attachmentPlaces } from '$lib/server/dispatch/attachments/attachment-book';
import { placeOfAttachment } from '$lib/server/queries/attachment-place';
import type { RequestHandler } from './$types';

const shape = z.object({
	about: z.enum(attachmentPlaces),
	no: z.string().min(1).max(80),
	words: z.string().trim().max(200).optional()
});

/** Takes a file for an alert, a clue or a case that the person may see, and goes back to it. */
export const POST: RequestHandler = async ({ locals, request }) => {
	// A body that is no form, or one that was cut off, is no fault of the server.
	const form = await request.formData().catch(() => new FormData());
	const given = shape.safeParse(
		Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'))
	);
	const file = form.get('file');
	if (!given.success || !(file instanceof File)) error(400, '没有收到文件，请选择文件后再提交。');
	const { about, no, words } = given.data;
	const place = await placeOfAttachment(locals.reader, about, no);
	if (!place) error(404, '没有这一事项，或您无权查看。');
	const { warehouse, keys, clock } = locals.app;
	try {
		await attach(
			warehouse,
			keys,
			clock,
			{
				about,
				aboutNo: no,
				owner: place.owner,
				fileName: file.name,
				bytes: new Uint8Array(await file.arrayBuffer()),
				...(words && { words })
			},
			locals.actor
		);
	} catch (cause) {
		if (!(cause instanceof RiskError)) throw cause;
		error(400, cause.message);
	}
	redirect(303, `${place.href}#attachments`);
};
