import en from '$lib/i18n/glossary/en';
import zh from '$lib/i18n/glossary/zh';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({
	terms: Object.entries({ zh, en }[locals.lang]).map(([id, { what, rows }]) => ({ id, what, rows }))
});
