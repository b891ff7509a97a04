import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { signOnOffered } from '$lib/server/accounts/sign-on/settings';
import { pathBack } from '../../hooks/back';
import { passOn } from '../../hooks/cookies';
import { addressOf } from '../../hooks/gate';
import { signOnRefusal } from '../../hooks/sign-on';
import type { Actions, PageServerLoad } from './$types';

const form = z.strictObject({
	username: z.string().max(80),
	password: z.string().max(200),
	back: z.string().max(2000)
});

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.app.accounts.count === 0) redirect(303, '/');
	return {
		back: url.searchParams.get('back') ?? '/',
		signOn: signOnOffered(locals.app.config.home),
		refused: signOnRefusal(url.searchParams.get('refused')),
		idleMinutes: locals.app.accounts.rules.idleMinutes
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, request, url } = event;
		const parsed = form.safeParse(Object.fromEntries(await request.formData()));
		if (!parsed.success) return fail(400, { username: '', refusal: '请填写用户名和密码后再登录。' });
		const given = parsed.data;
		const address = addressOf(event);
		const who = {
			actor_id: '',
			actor: given.username.slice(0, 40),
			address,
			act: 'sign-in',
			subject: null,
			detail: null
		};
		try {
			const step = await locals.app.accounts.signIn(given, request.headers, address);
			passOn(step.cookies, event);
			await locals.app.audit.record({ ...who, result: 'done', detail: step.next });
			const back = pathBack(given.back, url);
			redirect(303, step.next === 'code' ? `/sign-in/code?back=${encodeURIComponent(back)}` : back);
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			await locals.app.audit.record({ ...who, result: 'refused', detail: error.code });
			return fail(error.code === 'SIGN_IN_LOCKED' ? 429 : 400, {
				username: given.username,
				refusal: error.message
			});
		}
	}
};
