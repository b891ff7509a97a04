import type { ProjectMonth } from '$lib/domain/project-month';

/** What each of the three drawings on the shared time axis shows. */
export const monthSeries = [
	{ key: 'dueFen', word: 'axis.due', colour: 'due', panel: 0, kind: 'bar' },
	{ key: 'paidFen', word: 'axis.paid', colour: 'paid', panel: 0, kind: 'bar' },
	{ key: 'labourFen', word: 'axis.labour', colour: 'labour', panel: 0, kind: 'line' },
	{ key: 'balanceFen', word: 'axis.balance', colour: 'balance', panel: 1, kind: 'line' },
	{ key: 'attendanceDays', word: 'axis.days', colour: 'people', panel: 2, kind: 'bar' }
] as const;

export type MonthSeries = (typeof monthSeries)[number];

/** Top and height of the three panels as shares of the drawing, the axis below them. */
export const monthPanels = [
	{ top: 0.05, height: 0.43 },
	{ top: 0.54, height: 0.16 },
	{ top: 0.76, height: 0.14 }
] as const;

/** Room for the labels of the value axis, in pixels. */
export const axisRoom = 46;

const steps = [1, 2, 2.5, 5, 10];

/** A round number not below the greatest value, for the top of an axis; 1 where there is nothing. */
export function roundTop(values: readonly (number | null)[]): number {
	const greatest = Math.max(0, ...values.map((value) => value ?? 0));
	if (greatest === 0) return 1;
	const power = 10 ** Math.floor(Math.log10(greatest));
	return (steps.find((step) => step * power >= greatest) ?? 10) * power;
}

/** Value of a series in a month in the unit that is drawn: 万元 or days. */
export function drawnValue(month: ProjectMonth, series: MonthSeries): number | null {
	const value = month[series.key];
	if (value === null) return null;
	return series.key === 'attendanceDays' ? value : value / 1_000_000;
}

/** Top of the axis of a panel. */
export function panelTop(months: readonly ProjectMonth[], panel: number): number {
	const drawn = monthSeries.filter((series) => series.panel === panel);
	return roundTop(months.flatMap((month) => drawn.map((series) => drawnValue(month, series))));
}
