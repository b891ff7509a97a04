import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, workingDays, isWeekday } from '../support/reference/calendar';
import { aProject, paid, says, worked } from '../support/reference/case';
import { Exact } from '../support/reference/exact';
import { dueDate } from '../support/reference/project';
import { lastReceived } from '../support/reference/world';

describe('exact numbers', () => {
	it('floors negatives down, not towards zero', () => {
		expect(Exact.of(-1, 3).floorToBasisPoints().toNumber()).toBe(-0.3334);
		expect(Exact.of(1, 3).floorToBasisPoints().toNumber()).toBe(0.3333);
		expect(Exact.parse('-0.85').floorToBasisPoints().toNumber()).toBe(-0.85);
	});
	it('is the largest basis point not above the number, for every fraction', () => {
		fc.assert(
			fc.property(fc.integer(), fc.integer({ min: 1 }), (num, den) => {
				const x = Exact.of(num, den);
				const floor = x.floorToBasisPoints();
				expect(floor.compare(x)).toBeLessThanOrEqual(0);
				expect(floor.plus(Exact.of(1, 10_000)).compare(x)).toBe(1);
			})
		);
	});
	it('reads decimals as written', () => {
		expect(Exact.parse('0.10').plus(Exact.parse('0.20')).compare(Exact.parse(0.3))).toBe(0);
	});
});

describe('dates', () => {
	it('clamps the same day n months before to the end of the month', () => {
		expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
		expect(addMonths('2024-02-29', -24)).toBe('2022-02-28');
	});
	it('counts working days after a up to and including b', () => {
		expect(workingDays('2026-06-12', '2026-06-15', isWeekday)).toBe(1);
		expect(workingDays('2026-06-15', '2026-06-15', isWeekday)).toBe(0);
		expect(workingDays('2026-06-16', '2026-06-15', isWeekday)).toBe(0);
	});
	it('clamps pay day 31, moves to the working day before, and crosses the year', () => {
		expect(dueDate(aProject({ pay_day: 31 }), '2026-01', isWeekday)).toBe('2026-02-27');
		expect(dueDate(aProject({ pay_day: 31 }), '2025-12', isWeekday)).toBe('2026-01-30');
		expect(dueDate(aProject({ pay_day: 31, pay_in_next_month: null }), '2026-04', isWeekday)).toBe(
			'2026-04-30'
		);
	});
	it('gives fifteen natural days where no pay day was agreed, a Saturday or not', () => {
		expect(dueDate(aProject({ pay_day: null }), '2026-07', isWeekday)).toBe('2026-08-15');
	});
	it('takes a whole holiday week back to the day before it', () => {
		const holiday = (day: string) => isWeekday(day) && !(day >= '2026-10-01' && day <= '2026-10-08');
		expect(dueDate(aProject({ pay_day: 5 }), '2026-09', holiday)).toBe('2026-09-30');
	});
});

describe('corrections', () => {
	const first = paid('2026-05', 'a', 100, { _received_at: '2026-06-15 08:00:00' });
	const correction = paid('2026-05', 'a', 100, { paid: 40, _received_at: '2026-06-18 08:00:00' });

	it('lets the last received row of a key count, whatever the order of the rows', () => {
		expect(lastReceived('payroll', [correction, first])).toEqual([correction]);
	});
	it('knows the correction from the second it was received', () => {
		expect(lastReceived('payroll', [correction, first], '2026-06-18 07:59:59')).toEqual([first]);
		expect(lastReceived('payroll', [correction, first], '2026-06-18 08:00:00')).toEqual([correction]);
		expect(lastReceived('payroll', [correction, first], '2026-06-18')).toEqual([correction]);
	});
	it('takes the later of two rows of one batch and keeps a blank employer apart', () => {
		const other = paid('2026-05', 'a', 100, { employer_uscc: null });
		expect(lastReceived('payroll', [paid('2026-05', 'a', 1), paid('2026-05', 'a', 2), other])).toEqual([
			paid('2026-05', 'a', 2),
			other
		]);
	});
	it('changes the judgement only in the view that knows it', () => {
		const rows = { payroll: [first, correction], attendance: [worked('2026-05', 'a', 20)] };
		expect(says('paid_amount_ratio', '2026-06-20', rows)[0]).toBe(0.4);
		expect(says('paid_amount_ratio', '2026-06-20', rows, { knownAt: '2026-06-17' })[0]).toBe(1);
	});
});
