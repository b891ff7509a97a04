import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clueClock, dueBefore, nextWeekday, type ClueStep } from '$lib/domain/clue-clock';
import { addDays } from '$lib/domain/day';

const limits = { assign: 1, feedback: 2, reminder: 3, report: 4, weekday: 5 };
const monday = '2026-11-16';
const at = (days: number, steps: readonly (readonly [ClueStep['kind'], number])[] = []) =>
	clueClock(
		monday,
		steps.map(([kind, day]) => ({ kind, day: addDays(monday, day) })),
		addDays(monday, days),
		limits,
		addDays
	);

test('one day to assign: green, yellow on the day, red after it', () => {
	expect(at(0)).toMatchObject({ stage: 'assign', due: '2026-11-17', lamp: 'green', late: 0 });
	expect(at(1)).toMatchObject({ lamp: 'yellow', late: 0, demands: null });
	expect(at(2)).toMatchObject({ lamp: 'red', late: 1, demands: null });
});

test('a reminder is due after three days without a handler, a report after four without progress', () => {
	expect(at(3).demands).toBeNull();
	expect(at(4).demands).toBe('reminder');
	expect(at(5).demands).toBe('report');
	expect(at(4, [['assigned', 0]]).demands).toBeNull();
	expect(at(5, [['assigned', 0]]).demands).toBe('report');
	expect(
		at(5, [
			['assigned', 0],
			['feedback', 5]
		]).demands
	).toBeNull();
});

test('assigned in time the answer is due on the second day', () => {
	expect(at(1, [['assigned', 1]])).toMatchObject({ stage: 'feedback', due: '2026-11-18', lamp: 'green' });
	expect(at(2, [['assigned', 1]])).toMatchObject({ lamp: 'yellow' });
	expect(at(3, [['assigned', 1]])).toMatchObject({ lamp: 'red', late: 1 });
});

test('after that every Friday asks for news, and news on a Friday serves until the next', () => {
	const answered = [
		['assigned', 0],
		['feedback', 1]
	] as const;
	expect(at(2, [...answered])).toMatchObject({ stage: 'weekly', due: '2026-11-20', lamp: 'green' });
	expect(at(5, [...answered])).toMatchObject({ late: 1, lamp: 'red' });
	expect(at(5, [...answered, ['progress', 4]])).toMatchObject({ due: '2026-11-27', lamp: 'green' });
	expect(dueBefore(at(5, [...answered, ['progress', 4]]), '2026-11-27')).toBe(false);
	expect(dueBefore(at(1, [['assigned', 1]]), '2026-11-20')).toBe(true);
});

test('closed or handed on is off, and an act of tomorrow does not count today', () => {
	expect(at(30, [['closed', 9]])).toMatchObject({ stage: 'closed', due: null, lamp: 'off' });
	expect(at(30, [['transferred', 1]]).stage).toBe('closed');
	expect(at(2, [['closed', 3]]).stage).toBe('assign');
});

test('the coming Friday', () => {
	expect(nextWeekday('2026-11-20', 5)).toBe('2026-11-20');
	expect(nextWeekday('2026-11-21', 5)).toBe('2026-11-27');
});

test('acts never make it later than none, and the order in which they are told does not matter', () => {
	const kinds = ['assigned', 'feedback', 'progress', 'closed', 'transferred'] as const;
	const step = fc.tuple(fc.constantFrom(...kinds), fc.integer({ min: 0, max: 30 }));
	fc.assert(
		fc.property(fc.array(step, { maxLength: 8 }), fc.integer({ min: 0, max: 40 }), (steps, today) => {
			const clock = at(today, steps);
			expect(at(today, [...steps].reverse())).toEqual(clock);
			expect(clock.late).toBeLessThanOrEqual(at(today).late);
			expect(clock.lamp === 'red').toBe(clock.late > 0);
			if (clock.stage === 'closed') expect(clock.demands).toBeNull();
		})
	);
});
