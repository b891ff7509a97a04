import { shareOf } from '$lib/i18n/shares/shares';
import type { Words } from '$lib/i18n/words';
import type { LayoutLoad } from './$types';

// Only the dictionary of the chosen language reaches the browser, and for the pages most opened only their part of it.
const dictionaries = {
	zh: {
		all: () => import('$lib/i18n/zh'),
		leader: () => import('virtual:words/zh/leader'),
		subjects: () => import('virtual:words/zh/subjects')
	},
	en: {
		all: () => import('$lib/i18n/en'),
		leader: () => import('virtual:words/en/leader'),
		subjects: () => import('virtual:words/en/subjects')
	}
} as const;

export const load: LayoutLoad = async ({ data, route }) => {
	const share = import.meta.env.SSR ? null : shareOf(route.id);
	const words: Words = (await dictionaries[data.lang][share ?? 'all']()).default;
	return { ...data, words };
};
