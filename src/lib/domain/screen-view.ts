import { filterQuery, parseFilter, type Filter } from './filter';

/** What the projector shows, one after the other. */
export const slides = [
	'leader',
	'map',
	'streets',
	'matrix',
	'runway',
	'alerts',
	'clues',
	'decisions'
] as const;
export type Slide = (typeof slides)[number];

/** What is hidden from a room: nothing, whoever is a person and their accounts, or the names of firms too. */
export const masks = ['none', 'people', 'firms'] as const;
export type Mask = (typeof masks)[number];

/** The state of a projector; it lives in the address, so that a screen comes back as it was. */
export interface ScreenView {
	readonly filter: Filter;
	readonly slide: Slide;
	readonly mask: Mask;
	/** Seconds a slide stays; 0: until somebody presses a key. */
	readonly every: number;
	/** Minutes after which the page is loaded anew, whatever happens; 0: only when there are new results. */
	readonly refresh: number;
}

const longestEvery = 600;
const longestRefresh = 24 * 60;
/** A screen that hangs for weeks takes up a new version of the program within the hour. */
const usualRefresh = 60;
/** A slide that nobody can read helps nobody. */
const shortestEvery = 5;

/** Reads the state from an address; what is not understood is left out. People are hidden unless somebody says no. */
export function parseScreen(search: URLSearchParams): ScreenView {
	const whole = (name: string, least: number, most: number, usual = 0) => {
		const text = search.get(name) ?? '';
		const value = /^\d{1,4}$/.test(text) ? Number(text) : usual;
		return value === 0 ? 0 : Math.min(most, Math.max(least, value));
	};
	return {
		filter: parseFilter(search),
		slide: slides.find((slide) => slide === search.get('slide')) ?? 'leader',
		mask: masks.find((mask) => mask === search.get('mask')) ?? 'people',
		every: whole('every', shortestEvery, longestEvery),
		refresh: whole('refresh', 1, longestRefresh, usualRefresh)
	};
}

/** The address of a projector in a state. */
export function screenHref({ filter, slide, mask, every, refresh }: ScreenView): string {
	const search = new URLSearchParams(filterQuery(filter));
	if (slide !== 'leader') search.set('slide', slide);
	if (mask !== 'people') search.set('mask', mask);
	if (every) search.set('every', String(every));
	if (refresh !== usualRefresh) search.set('refresh', String(refresh));
	const query = search.toString();
	return query ? `/screen?${query}` : '/screen';
}

/** The slide that many places on, from the last to the first again. */
export const slideAfter = (slide: Slide, steps: number): Slide =>
	slides[(slides.indexOf(slide) + steps + slides.length) % slides.length]!;

/** The mask after this one: every press hides more, the last shows all again. */
export const maskAfter = (mask: Mask): Mask => masks[(masks.indexOf(mask) + 1) % masks.length]!;
