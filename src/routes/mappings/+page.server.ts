import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { takeBack, answerUnit } from '$jobs/supplier-memory';
import { RiskError } from '$lib/domain/errors';
import {
	memoryHistory,
	openQuestions,
	standingHeaderRows,
	standingUnitRows
} from '$lib/server/queries/supplier-memory';
import { say } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

const shownActs = 100;

export const load: PageServerLoad = async ({ locals: { reader } }) => ({
	questions: (await openQuestions(reader)).map((one) => ({
		...one,
		batches: z.array(z.number()).parse(JSON.parse(one.batches))
	})),
	headers: await standingHeaderRows(reader),
	units: await standingUnitRows(reader),
	history: await memoryHistory(reader, shownActs)
});

const about = { supplier: z.string(), feed: z.string() };
const undoShape = z.discriminatedUnion('kind', [
	z.object({ ...about, kind: z.literal('header'), what: z.string().min(1) }),
	z.object({ ...about, kind: z.literal('unit'), what: z.string().min(1) })
]);
const answerShape = z.object({
	...about,
	column: z.string().min(1),
	unit: z.enum(['元', '万元']),
	again: z.literal('on').optional()
});

/** What a foreseen refusal is answered with; anything else flies on. */
const refusal = (error: unknown) => {
	if (!(error instanceof RiskError)) throw error;
	return fail(400, { refusal: error.message });
};

export const actions: Actions = {
	undo: async (event) => {
		const { locals, request } = event;
		const parsed = undoShape.safeParse(Object.fromEntries(await request.formData()));
		if (!parsed.success) return fail(400, { refusal: '没有说明要撤销哪一条。' });
		return takeBack(locals.app, locals.actor, parsed.data).then((done) => {
			say(event, 'mapping.taken_back');
			return done;
		}, refusal);
	},
	answer: async (event) => {
		const { locals, request } = event;
		const parsed = answerShape.safeParse(Object.fromEntries(await request.formData()));
		if (!parsed.success) return fail(400, { refusal: '请选择单位。' });
		const { again, ...answer } = parsed.data;
		return answerUnit(locals.app, locals.actor, { ...answer, again: again === 'on' }).then((done) => {
			const { supplier, feed, column, unit } = answer;
			const fields = { supplier, feed, kind: 'unit', what: column };
			say(event, 'mapping.unit', { column, unit }, { action: '/mappings?/undo', fields });
			return done;
		}, refusal);
	}
};
