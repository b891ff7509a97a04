import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { shanghaiDay } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { actOnClue, clueList, proposedUnit, type Clue } from '$lib/server/dispatch/clues/clue-book';
import type { Actions, PageServerLoad } from './$types';

async function found(locals: App.Locals, no: string): Promise<Clue> {
	const { policy, calendar, clock } = locals.app;
	const [clue] = await clueList(locals.reader, { policy, calendar }, shanghaiDay(clock()), no);
	if (!clue) error(404, '没有这条线索，或您无权查看。');
	return clue;
}

export const load: PageServerLoad = async ({ locals, params }) => {
	const clue = await found(locals, params.no);
	const { policy } = locals.app;
	return {
		clue,
		proposed: proposedUnit(clue, policy),
		rule: clue.routing && {
			zh: clue.routing.zh,
			reference: clue.routing.reference,
			clause: clue.routing.clause ?? null
		}
	};
};

const acts = ['assigned', 'feedback', 'progress', 'transferred', 'closed', 'told'] as const;
const shape = z.object({
	act: z.enum(acts),
	unit: z.string().trim().max(60).optional(),
	person: z.string().trim().max(60).optional(),
	words: z.string().trim().max(1000).optional(),
	seen: z.coerce.number().int().min(0)
});

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const clue = await found(locals, params.no);
		const given = shape.safeParse(Object.fromEntries(await request.formData()));
		if (!given.success) return fail(400, { refusal: '填写的内容过长或不完整，请检查后再提交。' });
		const { act, seen, unit, person, words } = given.data;
		try {
			await actOnClue(
				locals.app.warehouse,
				locals.app.clock,
				clue,
				{
					act,
					seen,
					...(unit && { unit }),
					...(person && { person }),
					...(words && { words }),
					...(act === 'assigned' && clue.routing && { routingRule: clue.routing.id })
				},
				locals.actor
			);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message });
		}
		redirect(303, `/clues/${encodeURIComponent(params.no)}`);
	}
};
