import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import type { Undo } from '$lib/domain/said';
import { viewAddress, type SavedView } from '$lib/domain/saved-view';
import { changeView, savedViews, saveView } from '$lib/server/accounts/view-book';
import { say } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const views = await savedViews(locals.reader, locals.actor);
	const from = url.searchParams.get('from_view');
	return {
		mine: views.filter(({ ownerId }) => ownerId === locals.actor.id),
		team: views.filter(({ ownerId }) => ownerId !== locals.actor.id),
		address: from === null ? null : viewAddress(from)
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

/** The act that takes a change back; a view that was removed is kept anew under its name. */
function inverse(act: z.infer<typeof change>['act'], { id, name, address, isShared }: SavedView): Undo {
	if (act === 'removed')
		return { action: '/views?/save', fields: { name, address, ...(isShared && { shared: 'on' }) } };
	const fields = {
		shared: { act: 'unshared' },
		unshared: { act: 'shared' },
		renamed: { act: 'renamed', name }
	};
	return { action: '/views?/change', fields: { id: String(id), ...fields[act] } };
}

const wrongFields = () => fail(400, { refusal: '填写的内容过长或不完整，请检查后再提交。', kept: null });

export const actions: Actions = {
	save: async (event) => {
		const { locals, request } = event;
		const asked = given.safeParse(Object.fromEntries(await request.formData()));
		if (!asked.success) return wrongFields();
		const { name, address, shared } = asked.data;
		let id: number;
		try {
			id = await saveView(locals.app, { name, address, isShared: shared === 'on' }, locals.actor);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message, kept: { name, address } });
		}
		const undo = { action: '/views?/change', fields: { id: String(id), act: 'removed' } };
		say(event, 'view.saved', { name: name.trim() }, undo);
		redirect(303, '/views');
	},
	change: async (event) => {
		const { locals, request } = event;
		const asked = change.safeParse(Object.fromEntries(await request.formData()));
		if (!asked.success) return wrongFields();
		const { id, act, name } = asked.data;
		const before = (await savedViews(locals.reader, locals.actor)).find((view) => view.id === id);
		try {
			await changeView(locals.app, { id, act, ...(name !== undefined && { name }) }, locals.actor);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message, kept: null });
		}
		say(event, `view.${act}`, { name: name ?? before?.name ?? '' }, before ? inverse(act, before) : null);
		redirect(303, '/views');
	}
};
