import { redirect, type Cookies } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const oneYear = 365 * 24 * 3600;
const languages = ['zh', 'en'];
const themes = ['light', 'dark', 'system'];

export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
	language: (event) => keep(event, 'lang', languages),
	theme: (event) => keep(event, 'theme', themes),
	// In the demo only: the role whose view is looked at. Nothing asks for this cookie where there are accounts.
	guise: async ({ request, cookies, url, locals }) => {
		const form = await request.formData();
		const guise = String(form.get('guise') ?? '');
		if (locals.app.config.demo && guise.length < 100) {
			cookies.set('guise', guise, {
				path: '/',
				httpOnly: true,
				sameSite: 'lax',
				secure: url.protocol === 'https:'
			});
		}
		redirect(303, insidePath(String(form.get('back') ?? ''), url));
	}
};

async function keep(
	{ request, cookies, url }: { request: Request; cookies: Cookies; url: URL },
	name: string,
	allowed: readonly string[]
): Promise<never> {
	const form = await request.formData();
	const value = String(form.get(name) ?? '');
	if (allowed.includes(value)) {
		cookies.set(name, value, {
			path: '/',
			maxAge: oneYear,
			httpOnly: true,
			sameSite: 'lax',
			secure: url.protocol === 'https:'
		});
	}
	redirect(303, insidePath(String(form.get('back') ?? ''), url));
}

/** Only a path of this site: what comes from a form could lead elsewhere. */
function insidePath(back: string, url: URL): string {
	const target = URL.canParse(back, url.origin) ? new URL(back, url.origin) : null;
	return target && target.origin === url.origin ? target.pathname + target.search : '/';
}
