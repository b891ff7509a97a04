import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf, pageName, partOf } from '$lib/domain/list-part';
import { orderAfter, parseOrder, queryInOrder } from '$lib/domain/table-order';
import { sortedPart } from '$lib/tables/sorted-part';

const columns = { late: true, given: true };

test('an address has the order of each of its tables, and only of columns that there are', () => {
	const search = new URLSearchParams('by=-late&by=units.given&by=other.-nothing');
	expect(parseOrder(search, '', columns)).toEqual({ by: 'late', isDescending: true });
	expect(parseOrder(search, 'units', columns)).toEqual({ by: 'given', isDescending: false });
	expect(parseOrder(search, 'other', columns)).toBeNull();
	expect(parseOrder(search, 'unit', columns)).toBeNull();
	expect(parseOrder(new URLSearchParams('by=toString'), '', columns)).toBeNull();
});

test('another order starts on the first page of its table and leaves everything else in the address', () => {
	const search = new URLSearchParams('street=x&by=units.-late&units_page=4&by=given&page=3');
	expect(queryInOrder(search, 'units', { by: 'given', isDescending: true })).toBe(
		'?street=x&by=given&page=3&by=units.-given'
	);
});

test('what is written into an address is read out of it again, whatever stands there', () => {
	const tables = fc.constantFrom('', 'units', 'units-best');
	fc.assert(
		fc.property(
			fc.array(fc.tuple(tables, fc.constantFrom('late', 'given'), fc.boolean()), { maxLength: 5 }),
			(clicks) => {
				let search = new URLSearchParams('street=x');
				const last = new Map<string, unknown>();
				for (const [table, by, isDescending] of clicks) {
					search = new URLSearchParams(queryInOrder(search, table, { by, isDescending }));
					last.set(table, { by, isDescending });
				}
				for (const [table, order] of last) expect(parseOrder(search, table, columns)).toEqual(order);
			}
		)
	);
});

test('the first click goes the usual way round, the second the other', () => {
	const first = orderAfter(null, 'late', { isLargestFirst: true });
	expect(first).toEqual({ by: 'late', isDescending: true });
	expect(orderAfter(first, 'late', { isLargestFirst: true }).isDescending).toBe(false);
	expect(orderAfter(first, 'name', { isLargestFirst: false }).isDescending).toBe(false);
});

test('a page past the end is the last, and one that is no number the first', () => {
	const at = (page: string) => partOf(new URLSearchParams({ page }), { total: 201, lines: 100 }).page;
	expect([at('3'), at('4'), at('0'), at('-1'), at('x'), at('2.9')]).toEqual([3, 3, 1, 1, 1, 2]);
	expect(partOf(new URLSearchParams(), { total: 0, lines: 100 })).toMatchObject({
		page: 1,
		pages: 1,
		from: 0
	});
});

test('the parts of a list are all of it, each line once, in one order from part to part', () => {
	fc.assert(
		fc.property(
			fc.array(fc.option(fc.integer({ min: 0, max: 9 })), { maxLength: 40 }),
			fc.integer({ min: 1, max: 7 }),
			fc.boolean(),
			(values, lines, isDescending) => {
				const all = values.map((late, at) => ({ at, late }));
				const { pages } = partOf(new URLSearchParams(), { total: all.length, lines });
				const seen = Array.from({ length: pages }, (_, page) => {
					const search = new URLSearchParams({
						by: `units.${isDescending ? '-' : ''}late`,
						[pageName('units')]: String(page + 1)
					});
					return sortedPart(all, {
						search,
						table: 'units',
						lines,
						columns: { late: { orderedBy: ({ late }: (typeof all)[number]) => late } },
						lang: 'zh'
					}).rows;
				});
				expect(seen.every((rows) => rows.length <= lines)).toBe(true);
				const flat = seen.flat();
				expect(flat.map(({ at }) => at).sort((a, b) => a - b)).toEqual(all.map(({ at }) => at));
				const known = flat.map(({ late }) => late).filter((late) => late !== null);
				expect(flat.slice(known.length).every(({ late }) => late === null)).toBe(true);
				expect(known).toEqual([...known].sort((a, b) => (isDescending ? b - a : a - b)));
				expect(linesOf(all, partOf(new URLSearchParams(), { total: all.length, lines }))).toEqual(
					all.slice(0, lines)
				);
			}
		)
	);
});
