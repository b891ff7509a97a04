import { expect, test } from 'vitest';
import { orderAfter, parseOrder, writtenOrder } from '$lib/tables/order';

const columns = { name: {}, late: {} };
const asked = (query: string) => parseOrder(new URLSearchParams(query), 'by', columns);

test('the address names a column, with a minus for the largest first', () => {
	expect(asked('by=late')).toEqual({ by: 'late', isDescending: false });
	expect(asked('by=-late')).toEqual({ by: 'late', isDescending: true });
});

test('what is no column of the table orders nothing, nor does the order of another table', () => {
	for (const query of ['', 'by=', 'by=-', 'by=toString', 'by=__proto__', 'by=other', 'other=late'])
		expect(asked(query), query).toBeNull();
});

test('the first click shows the largest figure or the first name, the second the other way round', () => {
	const figure = orderAfter(null, 'late', { isFigure: true });
	expect(figure).toEqual({ by: 'late', isDescending: true });
	expect(orderAfter(figure, 'late', { isFigure: true })).toEqual({ by: 'late', isDescending: false });
	expect(orderAfter(figure, 'name', { isFigure: false })).toEqual({ by: 'name', isDescending: false });
});

test('what is written is read as the same', () => {
	for (const isDescending of [true, false])
		expect(asked(`by=${writtenOrder({ by: 'late', isDescending })}`)).toEqual({ by: 'late', isDescending });
});
