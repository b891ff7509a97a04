import type { Words } from '$lib/i18n/words';
import type { LayoutLoad } from './$types';

// Only the dictionary of the chosen language reaches the browser.
const dictionaries = {
	zh: () => import('$lib/i18n/zh'),
	en: () => import('$lib/i18n/en')
} as const;

export const load: LayoutLoad = async ({ data }) => {
	const words: Words = (await dictionaries[data.lang]()).default;
	return { ...data, words };
};
