import type { Language } from './words';

/** What is said of days by the lunar calendar. Only the server writes these. */
export const lunarWords: Readonly<
	Record<Language, { eve: string; ahead: string; onEve: string; onFestival: string }>
> = {
	zh: { eve: '除夕', ahead: '离除夕 {n} 天', onEve: '除夕', onFestival: '春节' },
	en: {
		eve: 'Spring Festival',
		ahead: '{n} days to Spring Festival',
		onEve: 'eve of Spring Festival',
		onFestival: 'Spring Festival'
	}
};
