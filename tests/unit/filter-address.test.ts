import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facetsOf } from '$lib/charts/facets';
import type { BoardCell } from '$lib/charts/board';
import { chosenOf, holds, isChosen, parseFilter, toggleAmong } from '$lib/domain/filter';
import { amongHref, chipsOf, onlyHref, unfilteredHref } from '$lib/domain/filter-address';
import { filterReach, hrefWith, understoodAt } from '$lib/domain/filter-reach';

const at = (address: string) => new URL(address, 'http://board.invalid');

describe('several streets in one filter', () => {
	test('a comma parts them, blanks and repetitions are dropped, and a form that sends a field twice says the same', () => {
		expect(parseFilter(new URLSearchParams('street=甲, 乙,,甲'))).toEqual({ street: '甲,乙' });
		expect(parseFilter(new URLSearchParams('street=甲&street=乙'))).toEqual({ street: '甲,乙' });
		expect(parseFilter(new URLSearchParams('street=,'))).toEqual({});
	});

	test('nothing chosen holds everything and marks nothing; what has no street is held only then', () => {
		expect([holds(undefined, '甲'), holds(undefined, null), isChosen(undefined, '甲')]).toEqual([
			true,
			true,
			false
		]);
		expect([holds('甲,乙', '乙'), holds('甲,乙', '丙'), holds('甲', null)]).toEqual([true, false, false]);
	});

	test('choosing one twice among others leaves the others as they were', () => {
		const name = fc.stringMatching(/^[a-f]{1,3}$/);
		fc.assert(
			fc.property(fc.uniqueArray(name, { maxLength: 5 }), name, (list, one) => {
				fc.pre(!list.includes(one));
				const filter = list.length > 0 ? { street: list.join(',') } : {};
				const added = toggleAmong(filter, 'street', one);
				expect(chosenOf(added.street)).toEqual([...list, one]);
				expect(toggleAmong(added, 'street', one)).toEqual(filter);
			})
		);
	});
});

describe('links carry what their page understands', () => {
	test('the list of projects takes street, sector, tier and day; data supply takes the day alone', () => {
		const filter = parseFilter(
			new URLSearchParams('street=甲&sector=市政&tier=red&as_of=2026-11-01&measure=unpaid&q=桥')
		);
		expect(decodeURIComponent(hrefWith('/projects', filter))).toBe(
			'/projects?street=甲&sector=市政&tier=red&as_of=2026-11-01'
		);
		expect(hrefWith('/supply', filter)).toBe('/supply?as_of=2026-11-01');
		expect(hrefWith('/users', filter)).toBe('/users');
		expect(decodeURIComponent(hrefWith('/clues?lamp=red#late', filter))).toBe(
			'/clues?street=甲&sector=市政&lamp=red#late'
		);
	});

	test('what an address says itself stands against what is carried', () => {
		expect(decodeURIComponent(hrefWith('/projects?street=乙', { street: '甲', tier: 'red' }))).toBe(
			'/projects?street=乙&tier=red'
		);
	});

	test('a page below is told from its list: /projects/rows is the list, /projects/P1 is one project', () => {
		expect(understoodAt('/projects/rows')).toContain('street');
		expect(understoodAt('/projects/P1')).toEqual(['asOf', 'knownAt']);
		expect(understoodAt('/nowhere')).toEqual([]);
	});

	test('no path stands in the table twice', () => {
		const paths = filterReach.map(([path]) => path);
		expect(new Set(paths).size).toBe(paths.length);
	});
});

describe('chips', () => {
	const url = at('/projects?street=甲,乙&tier=red&q=桥&group=street&page=4&measure=unpaid');

	test('every part that the page understands is one, every street its own, and what else is said stays', () => {
		expect(chipsOf(url).map(({ kind, value }) => `${kind} ${value}`)).toEqual([
			'street 甲',
			'street 乙',
			'tier red',
			'q 桥'
		]);
		expect(decodeURIComponent(chipsOf(url)[0]!.href)).toBe(
			'/projects?street=乙&tier=red&q=桥&group=street&measure=unpaid'
		);
		expect(unfilteredHref(url)).toBe('/projects?group=street&measure=unpaid');
	});

	test('following every one of them in turn leads to the page with nothing narrowed', () => {
		const name = fc.stringMatching(/^[a-f]{1,3}$/);
		fc.assert(
			fc.property(fc.uniqueArray(name, { maxLength: 4 }), fc.boolean(), (streets, hasTier) => {
				const query = new URLSearchParams({
					...(streets.length > 0 && { street: streets.join(',') }),
					...(hasTier && { tier: 'red' }),
					group: 'street'
				});
				let address = at(`/projects?${query}`);
				let left = chipsOf(address).length;
				expect(left).toBe(streets.length + Number(hasTier));
				for (let chips = chipsOf(address); chips.length > 0; chips = chipsOf(address)) {
					address = at(chips[0]!.href);
					expect(chipsOf(address).length).toBe((left -= 1));
				}
				expect(address.search).toBe('?group=street');
			})
		);
	});

	test('one alone takes the place of all, and a second click takes it away; among others it is added', () => {
		expect(decodeURIComponent(onlyHref(at('/?street=甲,乙'), 'street', '甲'))).toBe('/?street=甲');
		expect(onlyHref(at('/?street=甲'), 'street', '甲')).toBe('/');
		expect(decodeURIComponent(amongHref(at('/?street=甲'), 'street', '乙'))).toBe('/?street=甲,乙');
		expect(amongHref(at('/?street=甲'), 'street', '甲')).toBe('/');
	});
});

describe('facets', () => {
	const cell = (
		street: string | null,
		sector: string,
		tier: BoardCell['tier'],
		projects: number
	): BoardCell => ({
		street,
		sector,
		tier,
		projects,
		workers: 0,
		unpaidFen: 0
	});
	const cells = [
		cell('甲', '市政', 'red', 2),
		cell('甲', '水利', 'normal', 3),
		cell('乙', '市政', 'yellow', 1),
		cell(null, '水利', 'red', 4)
	];
	const order = { streets: ['乙', '甲', '丙'], sectors: ['水利', '市政', '铁路'] };

	test('streets are counted within the sector and tier, sectors within the street: each narrows the others, not itself', () => {
		const { streets, sectors, tiers } = facetsOf(cells, { street: '甲', sector: '市政' }, order);
		expect(streets).toEqual([
			{ name: '乙', projects: 1, red: 0, yellow: 1 },
			{ name: '甲', projects: 2, red: 2, yellow: 0 },
			{ name: '丙', projects: 0, red: 0, yellow: 0 }
		]);
		expect(sectors.map(({ name, projects }) => [name, projects])).toEqual([
			['水利', 3],
			['市政', 2]
		]);
		expect(tiers.find(({ tier }) => tier === 'red')?.projects).toBe(2);
	});
});
