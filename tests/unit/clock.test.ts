import { describe, expect, it } from 'vitest';
import { clockAt, shanghaiDay, shanghaiTime } from '$lib/domain/clock';
import { addMonths, daysBetween, endOfMonth, isDay } from '$lib/domain/day';

describe('the clock', () => {
	it('reads a moment with an offset, a Shanghai wall time, and a bare day as its beginning', () => {
		expect(shanghaiTime(clockAt('2026-11-20T16:00:00Z')())).toBe('2026-11-21 00:00:00');
		expect(shanghaiTime(clockAt('2026-11-20T16:00:00')())).toBe('2026-11-20 16:00:00');
		expect(shanghaiTime(clockAt('2026-11-20')())).toBe('2026-11-20 00:00:00');
	});

	it('says the Shanghai day one minute before and at midnight there, whatever the machine’s zone', () => {
		expect(shanghaiDay(new Date('2026-11-20T15:59:59Z'))).toBe('2026-11-20');
		expect(shanghaiDay(new Date('2026-11-20T16:00:00Z'))).toBe('2026-11-21');
	});
});

describe('days', () => {
	it('clamps a month later to the month’s end', () => {
		expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
		expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
		expect(addMonths('2026-03-31', -13)).toBe('2025-02-28');
	});

	it('knows the last day of February in and out of a leap year, and what is no day', () => {
		expect(endOfMonth('2024-02-10')).toBe('2024-02-29');
		expect(endOfMonth('2026-02-10')).toBe('2026-02-28');
		expect(isDay('2026-02-29')).toBe(false);
		expect(isDay('2026-13-01')).toBe(false);
		expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
	});
});
