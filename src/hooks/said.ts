import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { isOwnAddress, type Said, type Undo } from '$lib/domain/said';
import en from '$lib/i18n/said/en';
import zh from '$lib/i18n/said/zh';

export type SaidKey = keyof typeof zh;

const name = 'said';
/** A page that was left before it was shown keeps nothing of it for later. */
const keptSeconds = 60;
/** Browsers drop a cookie above 4 kB, and the sentence matters more than the way back. */
const mostBytes = 3_500;
/** What stands in the books where an act is taken back with one click. */
export const undoReason = '撤销刚才的办理';

const shape = z.object({
	id: z.string(),
	text: z.string(),
	undo: z
		.object({ action: z.string().refine(isOwnAddress), fields: z.record(z.string(), z.string()) })
		.nullable()
});

/**
 * Answers an act with a sentence, and with the act that takes it back where there is one. It is shown by the next
 * page of the same browser, with and without JavaScript: `+layout.server.ts` takes it up.
 */
export function say(
	{ cookies, locals, url }: Pick<RequestEvent, 'cookies' | 'locals' | 'url'>,
	key: SaidKey,
	values: Readonly<Record<string, string | number>> = {},
	undo: Undo | null = null
): void {
	const written: string = { zh, en }[locals.lang][key];
	const text = written.replace(/\{(\w+)\}/g, (place, of: string) => String(values[of] ?? place));
	const said: Said = { id: crypto.randomUUID().slice(0, 8), text, undo };
	const fits = (one: Said) => encodeURIComponent(JSON.stringify(one)).length <= mostBytes;
	cookies.set(name, JSON.stringify(fits(said) ? said : { ...said, undo: null }), {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: keptSeconds
	});
}

/** What was answered last and not shown yet; it is shown once. */
export function takeSaid(cookies: Cookies): Said | null {
	const kept = cookies.get(name);
	if (kept === undefined) return null;
	cookies.delete(name, { path: '/' });
	try {
		return shape.parse(JSON.parse(kept));
	} catch {
		// Nobody but a stranger to this page writes what cannot be read.
		return null;
	}
}
