import { error } from '@sveltejs/kit';
import { letters } from '$lib/server/dispatch/letters/registry';
import { templateOf } from '$lib/server/dispatch/letters/templates';
import type { RequestHandler } from './$types';

/** A template to be changed in a word processor. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const letter = letters.get(params.kind);
	if (!letter) error(404, '没有这种文书。');
	const { config, policy } = locals.app;
	const { bytes } = await templateOf(config.home, policy, letter.kind);
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${letter.zh}模板.docx`)}`
		}
	});
};
