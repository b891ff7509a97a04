import type { WordKey } from '$lib/i18n/words';

/** One page of the way around. */
export interface Place {
	readonly href: string;
	readonly word: WordKey;
	/** Whether the page is read as of a day, which then goes with its link. */
	readonly dated?: boolean;
}

/** A word of the first row and the pages of its second row. A new page is one line here. */
export interface PlaceGroup {
	readonly word: WordKey;
	readonly places: readonly Place[];
}

export const placeGroups: readonly PlaceGroup[] = [
	{
		word: 'nav.map',
		places: [{ href: '/', word: 'nav.map', dated: true }]
	},
	{
		word: 'nav.subjects',
		places: [
			{ href: '/projects', word: 'nav.projects', dated: true },
			{ href: '/enterprises', word: 'nav.enterprises', dated: true }
		]
	},
	{
		word: 'nav.data',
		places: [
			{ href: '/operations', word: 'nav.operations', dated: true },
			{ href: '/quarantine', word: 'nav.quarantine' },
			{ href: '/feeds', word: 'nav.feeds' }
		]
	},
	{
		word: 'nav.rules',
		places: [
			{ href: '/catalogue', word: 'nav.catalogue' },
			{ href: '/pack', word: 'nav.pack' }
		]
	}
];

const isAt = (place: Place, path: string) =>
	place.href === '/' ? path === '/' : path === place.href || path.startsWith(`${place.href}/`);

/** Where a path lies, or undefined for a page that no row names. */
export function placeOf(path: string): { group: PlaceGroup; place: Place } | undefined {
	for (const group of placeGroups) {
		const place = group.places.find((candidate) => isAt(candidate, path));
		if (place) return { group, place };
	}
	return undefined;
}
