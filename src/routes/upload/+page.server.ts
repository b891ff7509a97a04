import { fail, redirect } from '@sveltejs/kit';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import { batchOutcomes } from '$lib/server/queries/batch-outcomes';
import { guessSupplier, suppliers } from '$lib/server/queries/suppliers';
import {
	largestUploadBytes,
	listUploads,
	receiveUpload,
	sweepUploads
} from '$lib/server/sources/upload.source';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { home } = locals.app.config;
	await sweepUploads(home, locals.app.clock());
	const done = (url.searchParams.get('done') ?? '').split(',').filter((id) => /^\d{1,9}$/.test(id));
	return {
		largestBytes: largestUploadBytes,
		suppliers: await suppliers(locals.reader),
		waiting: (await listUploads(home, locals.actor.id)).map(({ id, name, size, supplier }) => ({
			id,
			name,
			size,
			supplier
		})),
		outcomes: done.length > 0 ? await batchOutcomes(locals.reader, done.map(Number)) : [],
		refused: url.searchParams.has('refused')
	};
};

export const actions: Actions = {
	/** The way without JavaScript: small files, one form. */
	send: async ({ locals, request }) => {
		const form = await request.formData();
		const files = form.getAll('files').filter((file) => file instanceof File && file.size > 0) as File[];
		if (files.length === 0) return fail(400, { refusal: '请先选择文件。' });
		const supplier = String(form.get('supplier') ?? '')
			.trim()
			.slice(0, 80);
		const feed = String(form.get('feed') ?? '');
		const received: string[] = [];
		try {
			for (const file of files) {
				const arrival = {
					name: file.name,
					actorId: locals.actor.id,
					supplier: supplier || (await guessSupplier(locals.app.warehouse, file.name)),
					feed: feeds.has(feed) ? feed : null,
					now: locals.app.clock()
				};
				const bytes = file.stream() as unknown as AsyncIterable<Uint8Array>;
				received.push((await receiveUpload(locals.app.config.home, bytes, arrival)).id);
			}
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			return fail(400, { refusal: error.message });
		}
		redirect(303, received.length === 1 ? `/upload/${received[0]}` : '/upload');
	}
};
