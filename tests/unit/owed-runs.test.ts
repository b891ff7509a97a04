import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastDue, nextRun } from '$jobs/next-run';
import { owedRuns, type PastRun } from '$jobs/owed-runs';
import { timetable } from '$jobs/timetable';

const at = (text: string) => new Date(`${text}+08:00`);
const daily = timetable.filter(({ job }) => job === 'score');
const dayMs = 24 * 3_600_000;
/** Random lives of a clock; more by hand. */
const histories = Number(process.env['HISTORIES'] ?? 120);
const since = at('2026-01-01T00:00:00');
const owed = (runs: readonly PastRun[], now: string) =>
	owedRuns(daily, runs, { now: at(now), since }).map(({ due }) => due.toISOString());
const run = (startedAt: string, isCutOff = false): PastRun => ({
	job: 'score',
	startedAt: at(startedAt),
	isCutOff
});
const due = at('2026-11-21T05:30:00').toISOString();

describe('runs that the timetable owes', () => {
	it('are made up for by a machine that was off at their time, once', () => {
		const before = run('2026-11-20T05:30:04');
		expect(owed([before], '2026-11-21T05:29:59')).toEqual([]);
		expect(owed([before], '2026-11-21T05:30:00')).toEqual([due]);
		expect(owed([before], '2026-11-21T16:00:00')).toEqual([due]);
		expect(owed([before, run('2026-11-21T16:00:00')], '2026-11-22T05:29:00')).toEqual([]);
		expect(owedRuns(daily, [], { now: at('2026-11-21T16:00:00'), since: at('2026-11-21T06:00:00') })).toEqual(
			[]
		);
	});

	it('are begun again where the process was stopped within them, but not for ever', () => {
		const cut = run('2026-11-21T05:30:00', true);
		expect(owed([cut], '2026-11-21T06:00:00')).toEqual([due]);
		expect(owed([cut, cut, cut], '2026-11-21T06:00:00')).toEqual([]);
		expect(owed([cut, run('2026-11-21T05:40:00')], '2026-11-21T06:00:00')).toEqual([]);
	});

	it('go on after a clock that stood years ahead was put right', () => {
		expect(owed([run('2036-01-01T05:30:00')], '2026-11-21T06:00:00')).toEqual([due]);
	});
});

type Step = { kind: 'awake' | 'asleep' | 'jump' | 'killed'; minutes: number };
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({ kind: fc.constant('awake' as const), minutes: fc.integer({ min: 1, max: 90 }) })
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('asleep' as const),
			minutes: fc.integer({ min: 1, max: 2_000 })
		})
	},
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant('jump' as const),
			minutes: fc.integer({ min: -1_440, max: 1_440 })
		})
	},
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constant('killed' as const), minutes: fc.integer({ min: 0, max: 30 }) })
	}
);

/** Lives through a history minute by minute; answers, by the moment they were due at, how many runs there were. */
function live(cron: string, steps: readonly Step[]) {
	const lines = [{ job: 'score', cron, when: { zh: '', en: '' } }];
	let now = at('2026-11-21T00:00:07').getTime();
	const begin = new Date(now);
	const runs: PastRun[] = [];
	const ran = new Map<number, number>();
	const looked: Date[] = [];
	const look = (isKilled: boolean) => {
		const moment = new Date(now);
		looked.push(moment);
		for (const one of owedRuns(lines, runs, { now: moment, since: begin })) {
			runs.push({ job: 'score', startedAt: moment, isCutOff: isKilled });
			if (!isKilled) ran.set(one.due.getTime(), (ran.get(one.due.getTime()) ?? 0) + 1);
		}
	};
	for (const { kind, minutes } of steps) {
		if (kind === 'jump') now += minutes * 60_000;
		else if (kind === 'asleep') now += minutes * 60_000;
		else if (kind === 'killed') {
			now += minutes * 60_000;
			look(true);
		} else
			for (let n = 0; n < minutes; n += 1) {
				now += 60_000;
				look(false);
			}
	}
	return { runs, ran, looked, begin };
}

it('whatever the clock does, one moment of the timetable has one run, and the last one that passed has been run', () => {
	fc.assert(
		fc.property(
			fc.constantFrom('30 5 * * *', '7 * * * *', '*/2 * * * *', '40 4 * * 0'),
			fc.array(step, { minLength: 1, maxLength: 12 }),
			(cron, steps) => {
				const { ran, runs, looked, begin } = live(cron, [...steps, { kind: 'awake', minutes: 3 }]);
				for (const n of ran.values()) expect(n).toBe(1);
				const now = looked.at(-1)!;
				const last = lastDue(cron, now);
				const next = nextRun(cron, last);
				const begun = runs.filter(({ startedAt }) => startedAt >= last && startedAt < next);
				if (last >= begin && begun.filter(({ isCutOff }) => isCutOff).length < 3)
					expect(begun.some(({ isCutOff }) => !isCutOff)).toBe(true);
			}
		),
		{ numRuns: histories }
	);
});

it('the last moment due is the one before the next', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...timetable.map(({ cron }) => cron)),
			fc.integer({ min: 0, max: 10_000_000 }),
			(cron, minutes) => {
				const now = new Date(Date.UTC(2026, 0, 1) + minutes * 60_000 + 1_000);
				const before = lastDue(cron, now);
				expect(before.getTime()).toBeLessThanOrEqual(now.getTime());
				expect(now.getTime() - before.getTime()).toBeLessThan(8 * dayMs);
				expect(nextRun(cron, before).getTime()).toBeGreaterThan(now.getTime());
			}
		)
	);
});
