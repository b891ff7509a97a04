import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskAfter, masks, parseScreen, screenHref, slideAfter, slides } from '$lib/domain/screen-view';

const parsed = (query: string) => parseScreen(new URLSearchParams(query));

test('a projector hides people unless somebody says no, and stands still unless somebody says go', () => {
	expect(parsed('')).toEqual({ filter: {}, slide: 'leader', mask: 'people', every: 0, refresh: 60 });
	expect(parsed('mask=nobody&slide=x&every=-1&refresh=1e3').mask).toBe('people');
});

test('a slide stays at least five seconds, a page at most a day', () => {
	expect(parsed('every=1').every).toBe(5);
	expect(parsed('every=9999').every).toBe(600);
	expect(parsed('refresh=9999').refresh).toBe(1440);
	expect(parsed('every=0').every).toBe(0);
	expect(parsed('refresh=0').refresh).toBe(0);
});

test('the address of a state is read back as that state, filter and all', () => {
	const state = fc.record({
		filter: fc.record({ street: fc.constantFrom('李封街道', 'a&b=c') }, { requiredKeys: [] }),
		slide: fc.constantFrom(...slides),
		mask: fc.constantFrom(...masks),
		every: fc.constantFrom(0, 5, 20, 600),
		refresh: fc.constantFrom(0, 1, 10, 60, 1440)
	});
	fc.assert(
		fc.property(state, (view) => {
			expect(parseScreen(new URL(screenHref(view), 'http://x').searchParams)).toEqual(view);
		})
	);
});

test('slides and masks go round', () => {
	expect(slideAfter(slides.at(-1)!, 1)).toBe('leader');
	expect(slideAfter('leader', -1)).toBe(slides.at(-1));
	expect(masks.map(maskAfter)).toEqual(['people', 'firms', 'none']);
});
