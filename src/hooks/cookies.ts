import type { RequestEvent } from '@sveltejs/kit';

/** Hands cookies that the sign-in library made to the browser, secure wherever the page is. */
export function passOn(cookies: readonly string[], { cookies: jar, url }: RequestEvent): void {
	for (const text of cookies) {
		const [pair = '', ...attributes] = text.split(';').map((part) => part.trim());
		const cut = pair.indexOf('=');
		const age = attributes.find((attribute) => attribute.toLowerCase().startsWith('max-age='));
		jar.set(pair.slice(0, cut), decodeURIComponent(pair.slice(cut + 1)), {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			secure: url.protocol === 'https:',
			...(age && { maxAge: Number(age.slice(8)) })
		});
	}
}
