import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AlertPlayback, horizonDays } from '$lib/domain/alert-playback';
import { addDays } from '$lib/domain/day';
import type { Tier } from '$lib/domain/severity';

const rules = { confirmRuns: 2, relapseDays: 60, snoozeMaxDays: 90 };
const start = '2026-03-01';

/** Plays the tiers of one project, a week between two days. */
function played(tiers: readonly (Tier | null)[]): AlertPlayback {
	const playback = new AlertPlayback();
	for (const [week, tier] of tiers.entries())
		playback.take(addDays(start, 7 * week), [{ code: 'P', tier }], rules);
	return playback;
}

describe('an alert and what came of it', () => {
	const last = addDays(start, 7 * 15);
	const tiers: Tier[] = Array.from({ length: 16 }, () => 3);

	test('a bad thing on the last day of the horizon is a hit with its lead; a day later it is not', () => {
		const on = played(tiers).report([{ code: 'P', day: addDays(start, horizonDays) }]);
		expect(on).toMatchObject({ alerts: 1, hits: 1, undecided: 0, lead_days: 90, misses: 0 });
		const after = played(tiers).report([{ code: 'P', day: addDays(start, horizonDays + 1) }]);
		expect(after).toMatchObject({ alerts: 1, hits: 0, undecided: 0, lead_days: null, misses: 0 });
	});
	test('a bad thing on the day of the alert itself was not foreseen', () => {
		expect(played(tiers).report([{ code: 'P', day: start }])).toMatchObject({ hits: 0, misses: 1 });
	});
	test('an alert whose horizon ends after the last day is undecided, on the last day it is false', () => {
		expect(played([3, 3]).report([])).toMatchObject({ hits: 0, undecided: 1 });
		expect(addDays(start, horizonDays) <= last).toBe(true);
		expect(played(tiers).report([])).toMatchObject({ hits: 0, undecided: 0 });
	});
	test('the last judged day before a bad thing decides whether it was missed, a week before it too', () => {
		const calm = played([0, 0, 3, 3]);
		expect(calm.report([{ code: 'P', day: addDays(start, 14) }])).toMatchObject({ misses: 1 });
		expect(calm.report([{ code: 'P', day: addDays(start, 15) }])).toMatchObject({ misses: 0 });
	});
	test('yellow is opened by the second day in a row; grey between them neither counts nor breaks', () => {
		expect(played([2]).opened).toEqual([]);
		expect(played([2, 2]).opened).toEqual([{ code: 'P', day: addDays(start, 7) }]);
		expect(played([2, null, 2]).opened).toEqual([{ code: 'P', day: addDays(start, 14) }]);
		expect(played([2, 0, 2]).opened).toEqual([]);
	});
	test('nothing judged, nothing said', () => {
		expect(new AlertPlayback().report([])).toEqual({
			days: 0,
			alerts: 0,
			hits: 0,
			undecided: 0,
			lead_days: null,
			misses: 0,
			bad_things: 0,
			alerts_per_week: 0
		});
	});
	test('a week has as many alerts as were opened in it, however far apart the days lie', () => {
		expect(played([3]).report([]).alerts_per_week).toBe(7);
		expect(played([3, 3]).report([]).alerts_per_week).toBe(0.9);
	});
});

test('hits, undecided and false alerts make up the alerts; no miss without a bad thing', () => {
	const tier = fc.constantFrom<Tier | null>(null, 0, 1, 2, 3);
	fc.assert(
		fc.property(
			fc.array(tier, { maxLength: 30 }),
			fc.array(fc.nat({ max: 300 }), { maxLength: 6 }),
			(tiers, bad) => {
				const report = played(tiers).report(bad.map((ago) => ({ code: 'P', day: addDays(start, ago) })));
				expect(report.hits + report.undecided).toBeLessThanOrEqual(report.alerts);
				expect(report.misses).toBeLessThanOrEqual(report.bad_things);
				if (report.lead_days !== null) expect(report.lead_days).toBeGreaterThan(0);
			}
		)
	);
});
