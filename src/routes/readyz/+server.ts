import { text } from '@sveltejs/kit';
import { z } from 'zod';
import type { RequestHandler } from './$types';

/** The database answers. */
export const GET: RequestHandler = async ({ locals }) => {
	try {
		await locals.app.warehouse.read('select 1 as one', {}, z.object({ one: z.number() }));
		return text('ready');
	} catch {
		return text('not ready', { status: 503 });
	}
};
