import { redirect } from '@sveltejs/kit';
import { RiskError } from '$lib/domain/errors';
import { attemptSeconds } from '$lib/server/accounts/sign-on/sign-on';
import { keepSignOn, refusedBy, signOnCookie } from '../../../hooks/sign-on';
import type { RequestHandler } from './$types';

/** Sends the browser to the government's own sign-on. */
export const GET: RequestHandler = async (event) => {
	const { locals, url, cookies } = event;
	const { signOn, config } = locals.app;
	let to: string;
	try {
		const redirectUri = `${config.origin ?? url.origin}/sign-in/callback`;
		const departure = await signOn.depart(redirectUri, url.searchParams.get('back') ?? '/');
		cookies.set(signOnCookie, departure.cookie, {
			path: '/sign-in',
			httpOnly: true,
			sameSite: 'lax',
			secure: url.protocol === 'https:',
			maxAge: attemptSeconds
		});
		to = departure.url;
	} catch (error) {
		if (!(error instanceof RiskError)) throw error;
		await keepSignOn(event, '', 'failed', error.code);
		to = refusedBy(error);
	}
	redirect(303, to);
};
