import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filterQuery, parseFilter, sortKeys, toggleFilter, type Filter } from '$lib/domain/filter';
import { tierKeys } from '$lib/domain/tier-key';

const read = (query: string) => parseFilter(new URLSearchParams(query));

describe('the filter in the address', () => {
	test('any filter that is written is read back as it was', () => {
		const name = fc.stringMatching(/^[^\s,]{1,30}$/);
		const word = fc
			.string({ minLength: 1, maxLength: 40 })
			.map((text) => text.trim())
			.filter((text) => text !== '');
		const day = fc
			.date({
				min: new Date('2000-01-01T00:00:00Z'),
				max: new Date('2099-12-31T00:00:00Z'),
				noInvalidDate: true
			})
			.map((date) => date.toISOString().slice(0, 10));
		const filters: fc.Arbitrary<Filter> = fc.record(
			{
				street: fc.uniqueArray(name, { minLength: 1, maxLength: 4 }).map((list) => list.join(',')),
				sector: name,
				tier: fc.constantFrom(...tierKeys),
				asOf: day,
				q: word,
				sort: fc.constantFrom(...sortKeys)
			},
			{ requiredKeys: [] }
		);
		fc.assert(
			fc.property(filters, (filter) => {
				expect(read(filterQuery(filter))).toEqual(filter);
			})
		);
	});

	test('nothing narrowed is an empty query', () => {
		expect(filterQuery({})).toBe('');
		expect(read('')).toEqual({});
	});

	test('a day that the calendar does not have is left out: 2026-02-29 is, 2024-02-29 is not', () => {
		expect(read('as_of=2026-02-29')).toEqual({});
		expect(read('as_of=2024-02-29')).toEqual({ asOf: '2024-02-29' });
	});

	test('a tier and an order that nobody knows are left out', () => {
		expect(read('tier=purple&sort=luck')).toEqual({});
	});

	test('blanks alone narrow nothing', () => {
		expect(read('street=%20%20&q=')).toEqual({});
	});

	test('a second click on the same street takes it away, a click on another replaces it', () => {
		const once = toggleFilter({}, 'street', '李封街道');
		expect(once).toEqual({ street: '李封街道' });
		expect(toggleFilter(once, 'street', '李封街道')).toEqual({});
		expect(toggleFilter(once, 'street', '王封街道')).toEqual({ street: '王封街道' });
	});
});
