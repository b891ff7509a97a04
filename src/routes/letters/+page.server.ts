import { fail, redirect } from '@sveltejs/kit';
import { RiskError } from '$lib/domain/errors';
import { draftLetter, letterList } from '$lib/server/dispatch/letters/letter-book';
import { letters } from '$lib/server/dispatch/letters/registry';
import { letterDesk } from '../../hooks/desk';
import { say } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

const shownLetters = 200;

export const load: PageServerLoad = async ({ locals, url }) => ({
	letters: await letterList(locals.reader, shownLetters),
	kinds: [...letters.values()].map(({ kind, zh }) => ({ kind, zh })),
	subject: url.searchParams.get('subject') ?? '',
	kind: url.searchParams.get('kind') ?? 'reminder'
});

export const actions: Actions = {
	default: async (event) => {
		const { locals, request } = event;
		const form = await request.formData();
		const kind = String(form.get('kind') ?? '');
		const subject = String(form.get('subject') ?? '').trim();
		let id: number;
		try {
			id = await draftLetter(letterDesk(locals), kind, subject, locals.actor);
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			return fail(400, { refusal: error.message });
		}
		say(event, 'letter.drafted');
		redirect(303, `/letters/${id}`);
	}
};
