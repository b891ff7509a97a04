import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { shanghaiDay } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import { actOnSilence, silenceItems } from '$lib/server/dispatch/supply/silence-book';
import { say } from '../../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

async function found(locals: App.Locals, id: string) {
	const items = await silenceItems(locals.reader, shanghaiDay(locals.app.clock()));
	const item = items.find((one) => String(one.id) === id);
	if (!item) error(404, '没有这一断报事项。');
	return item;
}

export const load: PageServerLoad = async ({ locals, params }) => {
	const item = await found(locals, params.id);
	return {
		item,
		zh: feeds.get(item.feed)?.zh ?? item.feed,
		today: shanghaiDay(locals.app.clock()),
		mayAct: locals.viewer.may('data.operate')
	};
};

const shape = z.object({
	act: z.enum(['noted', 'told', 'released']),
	told: z.string().max(100).optional(),
	promised: z.string().max(10).optional(),
	words: z.string().max(1000).optional(),
	seen: z.coerce.number().int().min(0)
});

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request } = event;
		const item = await found(locals, params.id);
		const given = shape.safeParse(Object.fromEntries(await request.formData()));
		if (!given.success) return fail(400, { refusal: '填写的内容过长或不完整，请检查后再提交。' });
		const { act, seen, told, promised, words } = given.data;
		try {
			await actOnSilence(
				locals.app.warehouse,
				locals.app.clock,
				item.id,
				{ act, seen, ...(told && { told }), ...(promised && { promised }), ...(words && { words }) },
				locals.actor
			);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message });
		}
		say(event, `supply.${act}`);
		redirect(303, `/supply/${item.id}`);
	}
};
