import { redirect } from '@sveltejs/kit';
import { RiskError } from '$lib/domain/errors';
import { pathBack } from '../../../hooks/back';
import { passOn } from '../../../hooks/cookies';
import { addressOf } from '../../../hooks/gate';
import { keepSignOn, reasonOf, refusedBy, signOnCookie } from '../../../hooks/sign-on';
import type { RequestHandler } from './$types';

/** Takes the browser back from the government's own sign-on. */
export const GET: RequestHandler = async (event) => {
	const { locals, url, cookies, request } = event;
	const { signOn, accounts } = locals.app;
	const address = addressOf(event);
	const sealed = cookies.get(signOnCookie);
	cookies.delete(signOnCookie, { path: '/sign-in' });
	let username = '';
	let to: string;
	try {
		accounts.guard.refuseLocked('', address);
		const arrival = await signOn.arrive(sealed, url.searchParams).catch((error: unknown) => {
			accounts.guard.failed('', address);
			throw error;
		});
		username = arrival.username;
		const step = await accounts.signInVouched(username, request.headers, address);
		passOn(step.cookies, event);
		await keepSignOn(event, username, 'done', step.next);
		const back = pathBack(arrival.back, url);
		to = step.next === 'code' ? `/sign-in/code?back=${encodeURIComponent(back)}` : back;
	} catch (error) {
		if (!(error instanceof RiskError)) throw error;
		await keepSignOn(event, username, 'refused', reasonOf(error));
		to = refusedBy(error);
	}
	redirect(303, to);
};
