import { fail, redirect } from '@sveltejs/kit';
import { RiskError } from '$lib/domain/errors';
import { addressOf } from '../../hooks/gate';
import { say } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, request, url }) => {
	const { accounts } = locals.app;
	const signedIn = await accounts.signedIn(request.headers);
	if (!signedIn) return { account: null, sessions: [], renew: false };
	const { id, name, username, role, units, sectors, secondFactor } = signedIn.account;
	return {
		account: { name, username, role, units, sectors, secondFactor },
		sessions: accounts.sessions(id, signedIn.sessionId),
		renew: url.searchParams.has('renew')
	};
};

export const actions: Actions = {
	password: async (event) => {
		const { locals, request } = event;
		const { accounts } = locals.app;
		const signedIn = await accounts.signedIn(request.headers);
		if (!signedIn) redirect(303, '/sign-in');
		const form = await request.formData();
		const { id, username } = signedIn.account;
		const address = addressOf(event);
		try {
			accounts.guard.refuseLocked(username, address);
			if (!(await accounts.isPassword(id, String(form.get('old') ?? '')))) {
				accounts.guard.failed(username, address);
				throw new RiskError('SIGN_IN_FAILED', '现在的密码不正确，没有更换。');
			}
			await accounts.setPassword(id, String(form.get('new') ?? ''), 'self');
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			return fail(400, { refusal: error.message });
		}
		redirect(303, '/sign-in');
	},
	prepare: async ({ locals, request }) => {
		const form = await request.formData();
		try {
			const { uri, backupCodes } = await locals.app.accounts.prepareSecondFactor(
				String(form.get('password') ?? ''),
				request.headers
			);
			return { secret: new URL(uri).searchParams.get('secret'), backupCodes };
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			return fail(400, { refusal: error.message });
		}
	},
	confirm: async (event) => {
		const { locals, request } = event;
		const form = await request.formData();
		try {
			await locals.app.accounts.verifyCode(String(form.get('code') ?? ''), request.headers, addressOf(event));
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			return fail(400, { refusal: error.message });
		}
		say(event, 'account.factor');
		redirect(303, '/account');
	},
	end: async (event) => {
		const { locals, request } = event;
		const signedIn = await locals.app.accounts.signedIn(request.headers);
		if (!signedIn) redirect(303, '/sign-in');
		const form = await request.formData();
		locals.app.accounts.endSession(signedIn.account.id, String(form.get('session') ?? ''));
		say(event, 'account.ended');
		redirect(303, '/account');
	}
};
