import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { shanghaiDay } from '$lib/domain/clock';
import { parseFilter } from '$lib/domain/filter';
import { RiskError } from '$lib/domain/errors';
import { firedTriggers } from '$lib/server/dispatch/triggers/fired-triggers';
import { pushLeague } from '$lib/server/dispatch/triggers/push-league';
import { actOnTrigger } from '$lib/server/dispatch/triggers/trigger-acts';
import { narrowed } from '../../hooks/narrowed';
import { say, undoReason } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

/** Rows of one rule that a page shows; a rule that is met more often is gone through from the newest. */
const shownRows = 60;
const isWaiting = (state: string) => state === 'open' || state === 'acknowledged';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { policy, clock } = locals.app;
	const today = shanghaiDay(clock());
	const all = url.searchParams.get('state') === 'all';
	const chosen = url.searchParams.get('rule');
	const reader = narrowed(locals, parseFilter(url.searchParams));
	const [groups, push] = await Promise.all([firedTriggers(reader, policy, today), pushLeague(reader, today)]);
	const counted = groups.map((group) => {
		const fired = group.fired.filter(({ state }) => all || isWaiting(state));
		return { ...group, count: fired.length, fired: fired.slice(0, shownRows) };
	});
	return {
		all,
		chosen: counted.some(({ id }) => id === chosen) ? chosen : null,
		groups: counted,
		push
	};
};

const shape = z.object({
	trigger: z.string().max(40),
	cause: z.string().max(80),
	act: z.enum(['acknowledged', 'done', 'not_applicable', 'reopened']),
	words: z.string().trim().max(1000).default(''),
	seen: z.coerce.number().int().min(0)
});

export const actions: Actions = {
	default: async (event) => {
		const { locals, request, url } = event;
		const given = shape.safeParse(Object.fromEntries(await request.formData()));
		if (!given.success) return fail(400, { refusal: '填写的内容过长或不完整，请检查后再提交。' });
		const { trigger, cause, ...act } = given.data;
		const { policy, clock, warehouse } = locals.app;
		const groups = await firedTriggers(locals.reader, policy, shanghaiDay(clock()));
		const fired = groups.find(({ id }) => id === trigger)?.fired.find((one) => one.cause === cause);
		if (!fired) return fail(404, { refusal: '这一项已经不再触发，或您无权查看；请刷新后再看。' });
		try {
			await actOnTrigger(warehouse, clock, fired, act, locals.actor);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message });
		}
		const back = fired.state === 'open' ? 'reopened' : fired.state;
		const fields = { trigger, cause, act: back, words: undoReason, seen: String(act.seen + 1) };
		say(event, `trigger.${act.act}`, { name: fired.name ?? cause }, { action: '/triggers', fields });
		redirect(303, `/triggers${url.search}#${trigger}`);
	}
};
