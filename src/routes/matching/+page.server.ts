import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { matchName, unmatchName } from '$jobs/match-names';
import { RiskError } from '$lib/domain/errors';
import { nameKinds } from '$lib/domain/name-kind';
import { nameDecisions, nameHistory } from '$lib/server/queries/name-decisions';
import { nameQueue } from '$lib/server/queries/name-queue';
import { findSubjects, nameKey, nameSuggestions } from '$lib/server/queries/name-suggestions';
import { say, undoReason } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

const namesAPage = 20;
const shownActs = 100;

const keyShape = z.tuple([z.string(), z.enum(nameKinds), z.string().min(1)]);

/** The name that a key of `nameKey` stands for; null for anything else. */
function nameOfKey(key: string | null) {
	try {
		const [supplier, kind, folded] = keyShape.parse(JSON.parse(key ?? ''));
		return { supplier, kind, folded };
	} catch {
		return null;
	}
}

export const load: PageServerLoad = async ({ locals: { reader, app }, url }) => {
	const page = Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1);
	const words = url.searchParams.get('q')?.trim().slice(0, 100) ?? '';
	const sought = nameOfKey(url.searchParams.get('name'));
	const queue = await nameQueue(reader, { limit: namesAPage, offset: (page - 1) * namesAPage });
	const [suggestions, results, decisions, history] = await Promise.all([
		nameSuggestions(reader, app.policy.units, queue.names),
		sought && words !== '' ? findSubjects(reader, { kind: sought.kind, words }) : null,
		nameDecisions(reader),
		nameHistory(reader, shownActs)
	]);
	return {
		page,
		pages: Math.max(1, Math.ceil(queue.total / namesAPage)),
		total: queue.total,
		names: queue.names.map((name) => {
			const key = nameKey(name);
			return { ...name, key, suggestions: suggestions.get(key) ?? [] };
		}),
		search: sought && { key: nameKey(sought), words, results },
		decisions: decisions.map((one) => ({ ...one, key: nameKey({ ...one, folded: one.name_folded }) })),
		history
	};
};

const reason = z
	.string()
	.trim()
	.max(200)
	.transform((text) => text || undefined)
	.optional();
const decideShape = z.object({ name: z.string(), code: z.string().min(1).max(60), reason });
const noneShape = z.object({ name: z.string(), reason });

/** What a foreseen refusal is answered with; anything else flies on. */
const refusal = (error: unknown) => {
	if (!(error instanceof RiskError)) throw error;
	return fail(400, { refusal: error.message });
};
const misread = () => fail(400, { refusal: '没有说明是哪个名称、哪个对象，请刷新页面后重试。' });

export const actions: Actions = {
	decide: async (event) => {
		const { locals, request } = event;
		const form = decideShape.safeParse(Object.fromEntries(await request.formData()));
		const name = form.success ? nameOfKey(form.data.name) : null;
		if (!form.success || !name) return misread();
		const { code, reason: why } = form.data;
		return matchName(locals.app, locals.actor, { name, code, reason: why }).then((done) => {
			const undo = { action: '/matching?/undo', fields: { name: form.data.name, reason: undoReason } };
			say(event, 'matching.decided', { n: done.rows }, undo);
			return done;
		}, refusal);
	},
	none: async (event) => {
		const { locals, request } = event;
		const form = noneShape.safeParse(Object.fromEntries(await request.formData()));
		const name = form.success ? nameOfKey(form.data.name) : null;
		if (!form.success || !name) return misread();
		return matchName(locals.app, locals.actor, { name, code: null, reason: form.data.reason }).then(
			(done) => {
				const undo = { action: '/matching?/undo', fields: { name: form.data.name, reason: undoReason } };
				say(event, 'matching.none', {}, undo);
				return done;
			},
			refusal
		);
	},
	undo: async (event) => {
		const { locals, request } = event;
		const form = noneShape.safeParse(Object.fromEntries(await request.formData()));
		const name = form.success ? nameOfKey(form.data.name) : null;
		if (!form.success || !name) return misread();
		return unmatchName(locals.app, locals.actor, { name, reason: form.data.reason }).then((done) => {
			say(event, 'matching.taken_back', { n: done.batches });
			return done;
		}, refusal);
	}
};
