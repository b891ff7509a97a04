import { fail, redirect } from '@sveltejs/kit';
import { RiskError } from '$lib/domain/errors';
import { pathBack } from '../../../hooks/back';
import { passOn } from '../../../hooks/cookies';
import { addressOf } from '../../../hooks/gate';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ back: url.searchParams.get('back') ?? '/' });

export const actions: Actions = {
	default: async (event) => {
		const { locals, request, url } = event;
		const form = await request.formData();
		const address = addressOf(event);
		const who = { actor_id: '', actor: '', address, act: 'sign-in code', subject: null, detail: null };
		try {
			const step = await locals.app.accounts.verifyCode(
				String(form.get('code') ?? ''),
				request.headers,
				address
			);
			passOn(step.cookies, event);
			await locals.app.audit.record({ ...who, result: 'done' });
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			await locals.app.audit.record({ ...who, result: 'refused', detail: error.code });
			return fail(400, { refusal: error.message });
		}
		redirect(303, pathBack(String(form.get('back') ?? '/'), url));
	}
};
