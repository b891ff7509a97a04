import { error, json } from '@sveltejs/kit';
import en from '$lib/i18n/glossary/en';
import zh from '$lib/i18n/glossary/zh';
import type { RequestHandler } from './$types';

/** What one figure is, for the mark beside its head. */
export const GET: RequestHandler = ({ params, locals }) => {
	const words: Readonly<Record<string, { what: string; rows: string }>> = { zh, en }[locals.lang];
	const found = Object.hasOwn(words, params.term) ? words[params.term] : undefined;
	if (!found) error(404, '没有这个数字的说明。');
	return json(found);
};
