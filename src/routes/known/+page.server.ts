import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { judgeKnownThen } from '$jobs/judge-known-then';
import { shanghaiTime } from '$lib/domain/clock';
import { isDay } from '$lib/domain/day';
import { endOfMinute, isMinute } from '$lib/domain/minute';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, '/');

const shape = z.object({
	as_of: z.string().refine(isDay),
	known_at: z.string().refine(isMinute),
	back: z.string().max(2000)
});

export const actions: Actions = {
	default: async ({ locals: { app }, request, url }) => {
		const form = shape.safeParse(Object.fromEntries(await request.formData()));
		if (!form.success) error(400);
		const { as_of: asOf, known_at: minute, back } = form.data;
		const knownAt = endOfMinute(minute);
		if (knownAt <= shanghaiTime(app.clock())) await judgeKnownThen(app, { asOf, knownAt });
		const target = new URL(back, url);
		redirect(303, target.origin === url.origin ? target.pathname + target.search : '/');
	}
};
