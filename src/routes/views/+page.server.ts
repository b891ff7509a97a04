import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { shanghaiDay } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import type { Undo } from '$lib/domain/said';
import { viewAddress, viewDay, withViewDay, type SavedView } from '$lib/domain/saved-view';
import { changeView, moveView, openWithView, savedViews, saveView } from '$lib/server/accounts/view-book';
import { say } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const views = await savedViews(locals.reader, locals.actor);
	const from = url.searchParams.get('from_view');
	return {
		today: shanghaiDay(locals.app.clock()),
		mine: views.filter(({ ownerId }) => ownerId === locals.actor.id),
		team: views.filter(({ ownerId }) => ownerId !== locals.actor.id),
		address: from === null ? null : viewAddress(from)
	};
};

const given = z.object({
	name: z.string().max(500),
	address: z.string().max(2_000),
	shared: z.literal('on').optional(),
	replaces: z.literal('on').optional(),
	day: z.enum(['latest', 'fixed']).optional()
});
const order = z.object({ id: z.coerce.number().int().positive(), by: z.enum(['up', 'down']) });
const opening = z.object({ id: z.coerce.number().int().positive(), first: z.enum(['yes', 'no']) });
const change = z.object({
	id: z.coerce.number().int().positive(),
	act: z.enum(['shared', 'unshared', 'renamed', 'removed', 'latest', 'fixed']),
	name: z.string().max(500).optional()
});

/** The act that takes a change back; a view that was removed is kept anew under its name. */
function inverse(act: z.infer<typeof change>['act'], { id, name, address, isShared }: SavedView): Undo {
	if (act === 'removed')
		return { action: '/views?/save', fields: { name, address, ...(isShared && { shared: 'on' }) } };
	const fields = {
		latest: { act: 'fixed' },
		fixed: { act: 'latest' },
		shared: { act: 'unshared' },
		unshared: { act: 'shared' },
		renamed: { act: 'renamed', name }
	};
	return { action: '/views?/change', fields: { id: String(id), ...fields[act] } };
}

const withDay = (address: string, day: 'latest' | 'fixed', { app }: App.Locals) =>
	withViewDay(
		address,
		day === 'latest' ? { kind: 'latest' } : { kind: 'fixed', day: shownDay(address, app) }
	);

/** The day that a view shows now: what stays when it is fixed. */
function shownDay(address: string, app: App.Locals['app']): string {
	const day = viewDay(address);
	return day?.kind === 'fixed' ? day.day : shanghaiDay(app.clock());
}

function changeOf(
	{ id, act, name }: z.infer<typeof change>,
	before: SavedView | undefined,
	locals: App.Locals
): Parameters<typeof changeView>[1] {
	if (act === 'latest' || act === 'fixed')
		return { id, act: 'renewed', address: withDay(before?.address ?? '', act, locals) };
	return { id, act, ...(name !== undefined && { name }) };
}

const wrongFields = () => fail(400, { refusal: '填写的内容过长或不完整，请检查后再提交。', kept: null });

export const actions: Actions = {
	save: async (event) => {
		const { locals, request } = event;
		const asked = given.safeParse(Object.fromEntries(await request.formData()));
		if (!asked.success) return wrongFields();
		const { name, shared, replaces, day } = asked.data;
		const address = day ? withDay(asked.data.address, day, locals) : asked.data.address;
		let id: number;
		try {
			id = await saveView(
				locals.app,
				{ name, address, isShared: shared === 'on', replaces: replaces === 'on' },
				locals.actor
			);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message, kept: { name, address } });
		}
		if (replaces === 'on') {
			say(event, 'view.saved', { name: name.trim() });
			redirect(303, '/views');
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
			await changeView(locals.app, changeOf(asked.data, before, locals), locals.actor);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message, kept: null });
		}
		say(event, `view.${act}`, { name: name ?? before?.name ?? '' }, before ? inverse(act, before) : null);
		redirect(303, '/views');
	},
	order: async ({ locals, request }) => {
		const asked = order.safeParse(Object.fromEntries(await request.formData()));
		if (!asked.success) return wrongFields();
		await moveView(locals.app, asked.data, locals.actor);
		redirect(303, '/views');
	},
	first: async (event) => {
		const { locals, request } = event;
		const asked = opening.safeParse(Object.fromEntries(await request.formData()));
		if (!asked.success) return wrongFields();
		const isFirst = asked.data.first === 'yes';
		const before = (await savedViews(locals.reader, locals.actor)).find((view) => view.isFirst);
		await openWithView(locals.app, { id: asked.data.id, isFirst }, locals.actor);
		const fields = before
			? { id: String(before.id), first: 'yes' }
			: { id: String(asked.data.id), first: isFirst ? 'no' : 'yes' };
		say(event, isFirst ? 'view.first' : 'view.not_first', {}, { action: '/views?/first', fields });
		redirect(303, '/views');
	}
};
