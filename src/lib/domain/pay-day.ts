import { addDays, addMonths, endOfMonth } from './day';

/** The pay day that a project agreed on for one wage month. */
export interface PayTerms {
	/** Wage month, 'YYYY-MM'. */
	readonly month: string;
	/** Day of the month, 1–31; null when none was agreed. */
	readonly payDay: number | null;
	/** Whether it is the day of the month after the wage month. */
	readonly nextMonth: boolean;
}

/** 条例 names no day where none was agreed; a pack can say otherwise (default_pay_grace_days). */
const defaultGraceDays = 15;

/**
 * The day ('YYYY-MM-DD') the wages of a month are due: the agreed day, clamped to its month's end and moved back to
 * a working day (条例 art. 14); without one, the wage month's last day plus `graceDays` natural days, not moved.
 */
export function dueDate(
	terms: PayTerms,
	isWorkday: (day: string) => boolean,
	graceDays = defaultGraceDays
): string {
	const first = `${terms.month}-01`;
	if (terms.payDay === null) return addDays(endOfMonth(first), graceDays);
	const last = endOfMonth(terms.nextMonth ? addMonths(first, 1) : first);
	const agreed = `${last.slice(0, 8)}${String(terms.payDay).padStart(2, '0')}`;
	let due = agreed < last ? agreed : last;
	while (!isWorkday(due)) due = addDays(due, -1);
	return due;
}
