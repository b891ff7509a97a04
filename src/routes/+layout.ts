import { shareOf } from '$lib/i18n/shares/shares';
import type { Words } from '$lib/i18n/words';
import type { LayoutLoad } from './$types';

// Only the dictionary of the chosen language reaches the browser, and of it only the part of the page.
const dictionaries = {
	zh: {
		all: () => import('$lib/i18n/zh'),
		leader: () => import('virtual:words/zh/leader'),
		subjects: () => import('virtual:words/zh/subjects'),
		dispatch: () => import('virtual:words/zh/dispatch'),
		data: () => import('virtual:words/zh/data'),
		rules: () => import('virtual:words/zh/rules'),
		watch: () => import('virtual:words/zh/watch'),
		entrance: () => import('virtual:words/zh/entrance'),
		admin: () => import('virtual:words/zh/admin')
	},
	en: {
		all: () => import('$lib/i18n/en'),
		leader: () => import('virtual:words/en/leader'),
		subjects: () => import('virtual:words/en/subjects'),
		dispatch: () => import('virtual:words/en/dispatch'),
		data: () => import('virtual:words/en/data'),
		rules: () => import('virtual:words/en/rules'),
		watch: () => import('virtual:words/en/watch'),
		entrance: () => import('virtual:words/en/entrance'),
		admin: () => import('virtual:words/en/admin')
	}
} as const;

export const load: LayoutLoad = async ({ data, route }) => {
	const share = import.meta.env.SSR ? null : shareOf(route.id);
	const words: Words = (await dictionaries[data.lang][share ?? 'all']()).default;
	return { ...data, words };
};
