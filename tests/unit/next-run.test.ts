import { createTask } from 'node-cron';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextRun } from '$jobs/next-run';
import { timetable } from '$jobs/timetable';
import { shanghaiTime } from '$lib/domain/clock';

const next = (cron: string, after: string) =>
	shanghaiTime(nextRun(cron, new Date(`${after}+08:00`))).slice(0, 16);

test('the next run is after the moment, never the moment itself', () => {
	expect(next('30 5 * * *', '2026-11-21T05:29:59')).toBe('2026-11-21 05:30');
	expect(next('30 5 * * *', '2026-11-21T05:30:00')).toBe('2026-11-22 05:30');
	expect(next('1-59/2 * * * *', '2026-11-21T05:59:00')).toBe('2026-11-21 06:01');
	expect(next('*/2 * * * *', '2026-11-21T23:58:30')).toBe('2026-11-22 00:00');
});

test('months, days of the week and lists are read as cron reads them', () => {
	expect(next('0 3 1 * *', '2026-11-21T05:00:00')).toBe('2026-12-01 03:00');
	expect(next('0 8 * * 5', '2026-11-21T05:00:00')).toBe('2026-11-27 08:00');
	expect(next('0 8 * * 7', '2026-11-21T05:00:00')).toBe('2026-11-22 08:00');
	expect(next('0 0 29 2 *', '2026-11-21T05:00:00')).toBe('2028-02-29 00:00');
	expect(next('15,45 9-17/4 * * *', '2026-11-21T09:20:00')).toBe('2026-11-21 09:45');
	expect(() => next('0 0 31 2 *', '2026-11-21T05:00:00')).toThrow(/没有任何一天/);
});

test('whatever the moment, a line of the timetable comes within a day, and is the first that its cron names', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...timetable.map(({ cron }) => cron)),
			fc.integer({ min: 0, max: 10_000_000 }),
			(cron, minutes) => {
				const after = new Date(Date.UTC(2026, 0, 1) + minutes * 60_000 + 1000);
				const found = nextRun(cron, after);
				expect(found.getTime()).toBeGreaterThan(after.getTime());
				const soonest = nextRun(cron, new Date(found.getTime() - 60_000));
				expect(soonest.getTime()).toBe(found.getTime());
			}
		)
	);
});

test('it says the same as the scheduler', () => {
	for (const { cron } of timetable) {
		const task = createTask(cron, () => undefined, { timezone: 'Asia/Shanghai' });
		const theirs = task.getNextRun();
		if (theirs)
			expect(nextRun(cron, new Date()).getTime()).toBe(Math.floor(theirs.getTime() / 60_000) * 60_000);
		void task.destroy();
	}
});
