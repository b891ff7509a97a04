import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clueClock, type ClueStays, type ClueStep } from '$lib/domain/clue-clock';
import { clueHolders } from '$lib/domain/clue-holders';
import { addDays, daysBetween } from '$lib/domain/day';
import { leagueWeight, unitLeague } from '$lib/domain/unit-league';

const limits = { assign: 1, feedback: 2, reminder: 3, report: 4, weekday: 5 };
const monday = '2026-11-16';
const at = (today: number, stays: ClueStays, steps: readonly (readonly [ClueStep['kind'], number])[] = []) =>
	clueClock(
		monday,
		steps.map(([kind, day]) => ({ kind, day: addDays(monday, day) })),
		addDays(monday, today),
		limits,
		addDays,
		stays
	);
const pause = (from: number, until: number): ClueStays => ({
	pauses: [{ from: addDays(monday, from), until: addDays(monday, until) }],
	extendedTo: null
});

test('days of a pause do not count, neither for the step nor for the papers', () => {
	expect(at(1, pause(1, 3))).toMatchObject({ due: '2026-11-20', late: 0, pausedUntil: '2026-11-19' });
	expect(at(4, pause(1, 3))).toMatchObject({ lamp: 'yellow', pausedUntil: null });
	expect(at(5, pause(1, 3))).toMatchObject({ lamp: 'red', late: 1, demands: null });
	expect(at(6, pause(1, 3)).demands).toBeNull();
	expect(at(7, pause(1, 3)).demands).toBe('reminder');
	expect(at(8, pause(1, 3)).demands).toBe('report');
});

test('a pause that begins after the day was missed stops the count and forgives nothing', () => {
	expect(at(3, pause(3, 5))).toMatchObject({ due: '2026-11-17', late: 1, lamp: 'red' });
	expect(at(5, pause(3, 5)).late).toBe(1);
	expect(at(6, pause(3, 5)).late).toBe(2);
});

test('a Friday within a pause goes over to the next Friday', () => {
	const answered = [
		['assigned', 0],
		['feedback', 1]
	] as const;
	expect(at(4, pause(4, 4), answered)).toMatchObject({ due: '2026-11-27', pausedUntil: '2026-11-20' });
	expect(at(4, pause(2, 3), answered)).toMatchObject({ due: '2026-11-20', lamp: 'yellow' });
});

test('an extension puts the due day off, and an earlier one changes nothing', () => {
	expect(at(3, { pauses: [], extendedTo: '2026-11-19' })).toMatchObject({
		due: '2026-11-19',
		lamp: 'yellow'
	});
	expect(at(4, { pauses: [], extendedTo: '2026-11-19' })).toMatchObject({ late: 1 });
	expect(at(3, { pauses: [], extendedTo: '2026-11-16' })).toMatchObject({ due: '2026-11-17', late: 2 });
});

test('a pause never makes a clue later than it would be without', () => {
	fc.assert(
		fc.property(fc.nat(60), fc.nat(40), fc.nat(20), fc.boolean(), (today, from, length, assigned) => {
			const steps = assigned ? ([['assigned', 0]] as const) : [];
			const without = at(today, { pauses: [], extendedTo: null }, steps);
			const paused = at(today, pause(from, from + length), steps);
			expect(paused.late).toBeLessThanOrEqual(without.late);
			expect(paused.due! >= without.due!).toBe(true);
		})
	);
});

test('who held it how long: the leading office, then the unit until it answers, then until it is closed', () => {
	const steps = [
		{ kind: 'assigned', day: addDays(monday, 1), unit: '住建局' },
		{ kind: 'feedback', day: addDays(monday, 3), unit: null },
		{ kind: 'progress', day: addDays(monday, 5), unit: null },
		{ kind: 'closed', day: addDays(monday, 9), unit: null }
	] as const;
	expect(
		clueHolders(monday, steps, addDays(monday, 30), '人社局').map(({ stage, holder, days, isRunning }) => [
			stage,
			holder,
			days,
			isRunning
		])
	).toEqual([
		['assign', '人社局', 1, false],
		['feedback', '住建局', 2, false],
		['handling', '住建局', 6, false]
	]);
	expect(clueHolders(monday, steps, addDays(monday, 4), '人社局').at(-1)).toMatchObject({
		stage: 'handling',
		days: 1,
		isRunning: true
	});
});

test('the days of the stages add up to the age of the clue', () => {
	const step = fc.record({
		kind: fc.constantFrom('assigned' as const, 'feedback' as const, 'progress' as const),
		day: fc.nat(30).map((n) => addDays(monday, n)),
		unit: fc.constantFrom('甲', '乙', null)
	});
	fc.assert(
		fc.property(fc.array(step, { maxLength: 8 }), fc.integer({ min: 30, max: 60 }), (steps, age) => {
			const today = addDays(monday, age);
			const holdings = clueHolders(monday, steps, today, '人社局');
			expect(holdings.reduce((sum, { days }) => sum + days, 0)).toBe(daysBetween(monday, today));
			expect(holdings.every(({ days }) => days >= 0)).toBe(true);
		})
	);
});

test('a single late clue does not count as if all were late; of equals the one with more clues comes first', () => {
	const places = unitLeague([
		{ unit: '少', given: 1, late: 1 },
		{ unit: '多', given: 20, late: 9 },
		{ unit: '净', given: 1, late: 0 },
		{ unit: '无', given: 0, late: 0 }
	]);
	expect(places.map(({ unit }) => unit).indexOf('净')).toBe(0);
	expect(places.find(({ unit }) => unit === '无')).toMatchObject({ share: null });
	expect(places.at(-1)?.unit).toBe('少');
	expect(places.at(-1)!.fairShare).toBeCloseTo((1 + (leagueWeight * 10) / 22) / (1 + leagueWeight));
	const clean = unitLeague([
		{ unit: '甲', given: 3, late: 0 },
		{ unit: '乙', given: 9, late: 0 }
	]);
	expect(clean.map(({ unit }) => unit)).toEqual(['乙', '甲']);
});

test('in a league the fair share lies between the own share and that of all', () => {
	const unit = fc
		.record({ given: fc.integer({ min: 1, max: 40 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
		.map(({ given, part }) => ({ unit: '', given, late: Math.round(given * part) }));
	fc.assert(
		fc.property(fc.array(unit, { minLength: 1, maxLength: 8 }), (units) => {
			const all =
				units.reduce((sum, { late }) => sum + late, 0) / units.reduce((sum, { given }) => sum + given, 0);
			for (const { share, fairShare } of unitLeague(units)) {
				expect(fairShare).toBeGreaterThanOrEqual(Math.min(share!, all) - 1e-12);
				expect(fairShare).toBeLessThanOrEqual(Math.max(share!, all) + 1e-12);
			}
		})
	);
});
