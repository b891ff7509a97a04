/** Parts of the dictionary that a page loads in place of all of it; pages of no part load all words. */
const shareNames = ['leader', 'watch', 'entrance', 'subjects', 'dispatch', 'data', 'rules', 'admin'] as const;
export type ShareName = (typeof shareNames)[number];

/** Beginnings of the routes of each part; `/` is the first page alone. Whoever opens one mostly stays among them. */
export const shareRoutes: Readonly<Record<ShareName, readonly string[]>> = {
	leader: ['/'],
	watch: ['/start', '/streets', '/runway', '/timeline', '/screen'],
	entrance: ['/sign-in', '/setup'],
	subjects: [
		'/projects',
		'/enterprises',
		'/related',
		'/contradictions',
		'/compare',
		'/changes',
		'/views',
		'/analysis'
	],
	dispatch: [
		'/alerts',
		'/clues',
		'/people',
		'/reveal',
		'/cases',
		'/triggers',
		'/meetings',
		'/exemptions',
		'/campaign',
		'/letters',
		'/reports',
		'/notices',
		'/bulletins'
	],
	data: [
		'/operations',
		'/supply',
		'/upload',
		'/sources',
		'/runs',
		'/batches',
		'/quarantine',
		'/mappings',
		'/matching',
		'/feeds',
		'/map-data'
	],
	rules: ['/rules', '/catalogue', '/calendar', '/pack', '/glossary'],
	admin: [
		'/users',
		'/tokens',
		'/roles',
		'/permissions',
		'/audit',
		'/account',
		'/retention',
		'/releases',
		'/health',
		'/backups'
	]
};

/** The part that holds all words of a route, or null where only the whole dictionary does. */
export function shareOf(route: string | null): ShareName | null {
	if (route === null) return null;
	const isBelow = (start: string) => route === start || (start !== '/' && route.startsWith(`${start}/`));
	return shareNames.find((name) => shareRoutes[name].some(isBelow)) ?? null;
}
