import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { shanghaiDay } from '$lib/domain/clock';
import { clueHolders, type HeldStep } from '$lib/domain/clue-holders';
import { duplicateDays } from '$lib/domain/duplicate-clue';
import type { Undo } from '$lib/domain/said';
import { RiskError } from '$lib/domain/errors';
import { attachmentsOf } from '$lib/server/dispatch/attachments/attachment-book';
import { caseList } from '$lib/server/dispatch/cases/case-list';
import { takeClueActBack } from '$lib/server/dispatch/clues/clue-act-back';
import { actOnClue, clueList, proposedUnit, type Clue } from '$lib/server/dispatch/clues/clue-book';
import { askStay, clueStays, decideStay, longestStayDays } from '$lib/server/dispatch/clues/clue-stays';
import { judgeTwin, twinClues } from '$lib/server/dispatch/clues/duplicate-clues';
import { say, undoReason, type SaidKey } from '../../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

async function found(locals: App.Locals, no: string): Promise<Clue> {
	const { policy, calendar, clock } = locals.app;
	const [clue] = await clueList(locals.reader, { policy, calendar }, shanghaiDay(clock()), no);
	if (!clue) error(404, '没有这条线索，或您无权查看。');
	return clue;
}

const stepsOf = (clue: Clue): HeldStep[] => [
	...clue.acts.flatMap(({ act, at, unit }): HeldStep[] =>
		act === 'told' ? [] : [{ kind: act, day: at.slice(0, 10), unit }]
	),
	...(clue.closedAt === null ? [] : [{ kind: 'closed' as const, day: clue.closedAt, unit: null }])
];

/** The last step is one's own and of today. */
function mayTakeBack({ entries }: Clue, { id }: Actor, today: string): boolean {
	const last = entries.at(-1);
	return last !== undefined && last.act !== 'taken_back' && last.actorId === id && last.at.startsWith(today);
}

export const load: PageServerLoad = async ({ locals, params }) => {
	const clue = await found(locals, params.no);
	const { policy, clock } = locals.app;
	const { reader } = locals;
	const today = shanghaiDay(clock());
	const [twins, stays, cases, files] = await Promise.all([
		twinClues(reader, today, clue.no),
		clueStays(reader, clue.no),
		caseList(reader, today, { clueNo: clue.no }),
		attachmentsOf(reader, { about: 'clue', aboutNo: clue.no })
	]);
	const lead = policy.departments.find(({ role }) => role === 'lead')?.name ?? '人社部门';
	return {
		today,
		clue,
		mayTakeBack: mayTakeBack(clue, locals.actor, today),
		proposed: proposedUnit(clue, policy),
		rule: clue.routing && {
			zh: clue.routing.zh,
			reference: clue.routing.reference,
			clause: clue.routing.clause ?? null
		},
		twins,
		files,
		duplicateDays,
		stays: stays.get(clue.no) ?? [],
		longestStayDays,
		cases: cases.map(({ no, kind, closedAt }) => ({ no, kind, closedAt })),
		holdings: clueHolders(clue.receivedAt.slice(0, 10), stepsOf(clue), today, lead)
	};
};

const words = z.string().trim().max(1000).optional();
const acts = ['assigned', 'feedback', 'progress', 'transferred', 'closed', 'told'] as const;
const shapes = {
	act: z.object({
		act: z.enum(acts),
		unit: z.string().trim().max(60).optional(),
		person: z.string().trim().max(60).optional(),
		words,
		seen: z.coerce.number().int().min(0)
	}),
	back: z.object({ seen: z.coerce.number().int().min(0), words: z.string().trim().min(1).max(1000) }),
	judge: z.object({ other: z.string().max(60), decision: z.enum(['same', 'different']), words }),
	ask: z.object({ kind: z.enum(['pause', 'extension']), until: z.string().max(10), words }),
	decide: z.object({
		no: z.coerce.number().int().min(1),
		act: z.enum(['approved', 'refused', 'ended']),
		words
	})
};

/** Reads a form, does what it asks, and comes back to the clue; a foreseen refusal is shown above the page. */
async function doing<T>(
	event: RequestEvent<{ no: string }>,
	shape: z.ZodType<T>,
	work: (clue: Clue, given: T) => Promise<void>,
	told: (clue: Clue, given: T) => { key: SaidKey; undo?: Undo }
) {
	const clue = await found(event.locals, event.params.no);
	const given = shape.safeParse(Object.fromEntries(await event.request.formData()));
	if (!given.success) return fail(400, { refusal: '填写的内容过长或不完整，请检查后再提交。' });
	try {
		await work(clue, given.data);
	} catch (cause) {
		if (!(cause instanceof RiskError)) throw cause;
		return fail(409, { refusal: cause.message });
	}
	const { key, undo } = told(clue, given.data);
	say(event, key, { no: clue.no }, undo ?? null);
	redirect(303, `/clues/${encodeURIComponent(event.params.no)}`);
}

/** Takes the act back that is just being done. */
const backFrom = ({ no }: Clue, seen: number): Undo => ({
	action: `/clues/${encodeURIComponent(no)}?/back`,
	fields: { seen: String(seen + 1), words: undoReason }
});

export const actions: Actions = {
	act: (event) =>
		doing(
			event,
			shapes.act,
			(clue, { act, seen, unit, person, words: said }) => {
				const { warehouse, clock } = event.locals.app;
				const given = {
					act,
					seen,
					...(unit && { unit }),
					...(person && { person }),
					...(said && { words: said }),
					...(act === 'assigned' && clue.routing && { routingRule: clue.routing.id })
				};
				return actOnClue(warehouse, clock, clue, given, event.locals.actor);
			},
			(clue, { act, seen }) => ({ key: `clue.${act}`, undo: backFrom(clue, seen) })
		),
	back: (event) =>
		doing(
			event,
			shapes.back,
			(clue, given) => {
				const { warehouse, clock } = event.locals.app;
				return takeClueActBack(warehouse, clock, clue, given, event.locals.actor);
			},
			() => ({ key: 'clue.taken_back' })
		),
	judge: (event) =>
		doing(
			event,
			shapes.judge,
			async (clue, { other, decision, words: said }) => {
				const { warehouse, clock } = event.locals.app;
				await found(event.locals, other);
				const given = { otherNo: other, decision, words: said ?? '' };
				await judgeTwin(warehouse, clock, clue, given, event.locals.actor);
			},
			(clue, { other, decision }) => ({
				key: `clue.${decision}`,
				undo: {
					action: `/clues/${encodeURIComponent(clue.no)}?/judge`,
					fields: { other, decision: decision === 'same' ? 'different' : 'same', words: undoReason }
				}
			})
		),
	ask: (event) =>
		doing(
			event,
			shapes.ask,
			(clue, { kind, until, words: said }) => {
				const { warehouse, clock } = event.locals.app;
				return askStay(warehouse, clock, clue, { kind, until, words: said ?? '' }, event.locals.actor);
			},
			(_clue, { kind }) => ({ key: `clue.${kind}` })
		),
	decide: (event) =>
		doing(
			event,
			shapes.decide,
			(clue, { no, act, words: said }) => {
				const { warehouse, clock } = event.locals.app;
				return decideStay(warehouse, clock, clue, { no, act, words: said ?? '' }, event.locals.actor);
			},
			(_clue, { act }) => ({ key: `clue.${act}` })
		)
};
