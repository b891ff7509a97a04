import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
	default: async ({ locals, request, cookies, setHeaders }) => {
		const signedIn = await locals.app.accounts.signedIn(request.headers);
		if (signedIn) locals.app.accounts.endSession(signedIn.account.id, signedIn.sessionId);
		for (const { name } of cookies.getAll())
			if (name.startsWith('xinshao.')) cookies.delete(name, { path: '/' });
		setHeaders({ 'clear-site-data': '"cache"' });
		redirect(303, '/sign-in');
	}
};
