import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { viewAddress } from '$lib/domain/saved-view';
import { changeView, savedViews, saveView } from '$lib/server/accounts/view-book';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const views = await savedViews(locals.reader, locals.actor);
	const from = url.searchParams.get('from_view');
	return {
		mine: views.filter(({ ownerId }) => ownerId === locals.actor.id),
		team: views.filter(({ ownerId }) => ownerId !== locals.actor.id),
		address: from === null ? null : viewAddress(from),
		saved: url.searchParams.get('saved')
	};
};

const given = z.object({
	name: z.string().max(500),
	address: z.string().max(2_000),
	shared: z.literal('on').optional()
});
const change = z.object({
	id: z.coerce.number().int().positive(),
	act: z.enum(['shared', 'unshared', 'renamed', 'removed']),
	name: z.string().max(500).optional()
});

const wrongFields = () => fail(400, { refusal: '填写的内容过长或不完整，请检查后再提交。', kept: null });

export const actions: Actions = {
	save: async ({ locals, request }) => {
		const asked = given.safeParse(Object.fromEntries(await request.formData()));
		if (!asked.success) return wrongFields();
		const { name, address, shared } = asked.data;
		try {
			await saveView(locals.app, { name, address, isShared: shared === 'on' }, locals.actor);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message, kept: { name, address } });
		}
		redirect(303, `/views?saved=${encodeURIComponent(name.trim())}`);
	},
	change: async ({ locals, request }) => {
		const asked = change.safeParse(Object.fromEntries(await request.formData()));
		if (!asked.success) return wrongFields();
		const { id, act, name } = asked.data;
		try {
			await changeView(locals.app, { id, act, ...(name !== undefined && { name }) }, locals.actor);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message, kept: null });
		}
		redirect(303, '/views');
	}
};
