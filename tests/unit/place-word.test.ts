import { expect, it } from 'vitest';
import { inWordsOf, placeWord } from '$lib/domain/place-word';

it('calls the units of a place as that place does', () => {
	expect(placeWord(['street', 'street', 'functional_area']).zh).toBe('街道');
	expect(placeWord(['town', 'town']).zh).toBe('镇');
	expect(placeWord(['town', 'street', 'township']).zh).toBe('镇街');
	expect(placeWord(['county', 'county', 'functional_area'])).toEqual({
		zh: '县区',
		en: ['county', 'counties']
	});
	expect(placeWord([]).zh).toBe('街道');
});

it('says the texts of the pages in those words, and leaves what it is given alone', () => {
	const county = placeWord(['county']);
	expect(inWordsOf('街道 × 行业，全部街道', 'zh', county)).toBe('县区 × 行业，全部县区');
	expect(inWordsOf('Streets and sectors of a street', 'en', county)).toBe('Counties and sectors of a county');
	expect(inWordsOf('Streetwise', 'en', county)).toBe('Streetwise');
	expect(inWordsOf('街道', 'zh', placeWord(['street']))).toBe('街道');
});
