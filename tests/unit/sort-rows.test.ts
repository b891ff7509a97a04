import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortRows } from '$lib/tables/sort-rows';

interface Row {
	readonly name: string;
	readonly late: number | null;
}
const columns = {
	name: { orderedBy: ({ name }: Row) => name },
	late: { orderedBy: ({ late }: Row) => late }
};
const rows: readonly Row[] = [
	{ name: '乙', late: 10 },
	{ name: '甲', late: null },
	{ name: '丙', late: 9 },
	{ name: '丁', late: 10 }
];
const names = (by: string, isDescending: boolean) =>
	sortRows(rows, { columns, order: { by, isDescending }, lang: 'zh' })
		.map(({ name }) => name)
		.join('');

test('figures are ordered as figures, what is unknown comes last both ways round', () => {
	expect(names('late', false)).toBe('丙乙丁甲');
	expect(names('late', true)).toBe('乙丁丙甲');
});

test('names are ordered by their pinyin', () => {
	expect(names('name', false)).toBe('丙丁甲乙');
});

test('no row is lost, and every two neighbours stand in order, whatever the figures', () => {
	fc.assert(
		fc.property(fc.array(fc.option(fc.integer())), fc.boolean(), (values, isDescending) => {
			const given = values.map((late, at): Row => ({ name: String(at), late }));
			const sorted = sortRows(given, { columns, order: { by: 'late', isDescending }, lang: 'zh' });
			expect([...sorted].sort((a, b) => Number(a.name) - Number(b.name))).toEqual(given);
			const known = sorted.map(({ late }) => late).filter((late) => late !== null);
			expect(sorted.slice(known.length).every(({ late }) => late === null)).toBe(true);
			expect(known).toEqual([...known].sort((a, b) => (isDescending ? b - a : a - b)));
		})
	);
});
