/** Parts of the dictionary that a page loads in place of all of it; pages of no part load all words. */
const shareNames = ['leader', 'subjects', 'dispatch', 'data', 'rules'] as const;
export type ShareName = (typeof shareNames)[number];

/** Beginnings of the routes of each part; `/` is the first page alone. Whoever opens one mostly stays among them. */
export const shareRoutes: Readonly<Record<ShareName, readonly string[]>> = {
	leader: ['/', '/start', '/sign-in', '/setup', '/streets', '/runway', '/timeline', '/screen'],
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
		'/notices'
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
		'/feeds'
	],
	rules: [
		'/rules',
		'/catalogue',
		'/calendar',
		'/pack',
		'/users',
		'/tokens',
		'/roles',
		'/permissions',
		'/audit',
		'/account'
	]
};

/** The part that holds all words of a route, or null where only the whole dictionary does. */
export function shareOf(route: string | null): ShareName | null {
	if (route === null) return null;
	const isBelow = (start: string) => route === start || (start !== '/' && route.startsWith(`${start}/`));
	return shareNames.find((name) => shareRoutes[name].some(isBelow)) ?? null;
}
