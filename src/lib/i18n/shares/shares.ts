/** Parts of the dictionary that a page loads in place of all of it; pages of no part load all words. */
export const shareNames = ['leader', 'subjects'] as const;
export type ShareName = (typeof shareNames)[number];

/** Routes of each part: the pages that are opened first, on phones, and most often. */
export const shareRoutes: Readonly<Record<ShareName, readonly string[]>> = {
	leader: ['/', '/sign-in', '/streets', '/runway'],
	subjects: ['/projects', '/projects/[code]', '/enterprises', '/enterprises/[uscc]']
};

/** The part that holds all words of a route, or null where only the whole dictionary does. */
export function shareOf(route: string | null): ShareName | null {
	return shareNames.find((name) => route !== null && shareRoutes[name].includes(route)) ?? null;
}
