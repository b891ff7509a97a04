import fc from 'fast-check';
import { expect, test } from 'vitest';
import { burnDrawing } from '$lib/charts/burn-drawing';
import { burnDown, idealOn, type OpenSpan } from '$lib/domain/burn-down';
import { addDays } from '$lib/domain/day';

const span = { start: '2026-11-01', clearBy: '2027-02-05', day: '2026-11-21' };
const item = (opened: string, closed: string | null = null): OpenSpan => ({ opened, closed });

test('closed on the eve does not count, closed on the first day does', () => {
	expect(burnDown([item('2026-10-01', '2026-10-31')], span)).toMatchObject({ atStart: 0, remaining: 0 });
	expect(burnDown([item('2026-10-01', '2026-11-01')], span)).toMatchObject({
		atStart: 1,
		closed: 1,
		remaining: 0
	});
});

test('opened on the eve was open at the start, opened on the first day is new', () => {
	expect(burnDown([item('2026-10-31')], span)).toMatchObject({ atStart: 1, opened: 0 });
	expect(burnDown([item('2026-11-01')], span)).toMatchObject({ atStart: 0, opened: 1 });
});

test('what is closed after the day that is looked at is still open on it', () => {
	expect(burnDown([item('2026-10-01', '2026-11-21')], span).remaining).toBe(0);
	expect(burnDown([item('2026-10-01', '2026-11-22')], span).remaining).toBe(1);
	expect(burnDown([item('2026-11-22')], span)).toMatchObject({ opened: 0, remaining: 0 });
});

test('after the clear-by day the count stands as it was on it', () => {
	const late = { ...span, day: '2027-06-01' };
	const found = burnDown([item('2026-10-01', '2027-02-06'), item('2027-02-06')], late);
	expect(found).toMatchObject({ atStart: 1, opened: 0, closed: 0, remaining: 1 });
	expect(found.points.at(-1)!.day).toBe('2027-02-05');
});

test('without anything, and before the first day, there is nothing', () => {
	expect(burnDown([], span)).toMatchObject({ atStart: 0, opened: 0, closed: 0, remaining: 0 });
	expect(burnDown([item('2026-10-01')], { ...span, day: '2026-10-31' }).points).toEqual([]);
});

test('the even course begins on the eve with all and ends on the clear-by day with nothing', () => {
	expect(idealOn(97, span, '2026-10-31')).toBe(97);
	expect(idealOn(97, span, '2026-11-01')).toBe(96);
	expect(idealOn(97, span, '2027-02-05')).toBe(0);
	expect(idealOn(97, span, '2027-03-01')).toBe(0);
});

test('at the start, plus new, less closed, is what remains, on every day', () => {
	const day = fc.integer({ min: -60, max: 120 }).map((count) => addDays(span.start, count));
	const spans = fc.array(fc.record({ opened: day, closed: fc.option(day) }), { maxLength: 60 });
	fc.assert(
		fc.property(spans, day, (items, looked) => {
			const found = burnDown(items, { ...span, day: looked });
			expect(found.atStart + found.opened - found.closed).toBe(found.remaining);
			let left = found.atStart;
			for (const point of found.points) {
				left += point.opened - point.closed;
				expect(point.remaining).toBe(left);
				expect(point.remaining).toBeGreaterThanOrEqual(0);
				// The same, counted from the items themselves.
				const open = items.filter(
					({ opened, closed }) =>
						opened <= point.day && (closed === null || (closed < opened ? opened : closed) > point.day)
				);
				expect(point.remaining).toBe(open.length);
			}
		})
	);
});

test('the drawing stays inside its square, whatever the numbers', () => {
	fc.assert(
		fc.property(fc.nat(5000), fc.array(fc.nat(5000), { maxLength: 97 }), (atStart, remaining) => {
			const points = remaining.map((left, index) => ({
				day: addDays(span.start, index),
				opened: 0,
				closed: 0,
				remaining: left,
				ideal: 0
			}));
			const drawing = burnDrawing(points, { ...span, atStart });
			const numbers = [...`${drawing.actual}${drawing.ideal}`.matchAll(/[\d.]+/g)].map(Number);
			expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
			expect(Math.max(...numbers)).toBeLessThanOrEqual(100);
			expect(drawing.scale.length).toBeLessThanOrEqual(5);
			expect(drawing.scale.every(({ value }) => Number.isInteger(value))).toBe(true);
			expect(drawing.now === null).toBe(remaining.length === 0);
		})
	);
});
