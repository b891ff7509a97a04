import { addDays, addMonths } from '$lib/domain/day';
import { dueDate } from '$lib/domain/pay-day';
import { answersOneRow } from '$lib/server/indicators/answered-columns';
import { indicators } from '$lib/server/indicators/registry';
import { isWorkday, type WorkCalendar } from '$lib/server/policies/calendar';
import type { Policy } from '$lib/server/policies/policy';
import {
	labourCostFloorOn,
	lagDaysOn,
	parameterOn,
	scoreWeightsOn,
	thresholdsOn
} from '$lib/server/policies/policy-on';
import type { Transaction } from '$lib/server/warehouse/warehouse';
import type { View } from './day-templates';

/** Feeds whose silence turns an active project grey. */
export const greyFeeds = ['payroll', 'attendance', 'account_transactions', 'disbursements'] as const;

type Cell = string | number | boolean | null;

async function fill(tx: Transaction, table: string, shape: string, rows: readonly Record<string, Cell>[]) {
	await tx.run(`create or replace temp table ${table} (${shape})`);
	if (rows.length === 0) return;
	const columns = shape.split(',').map((part) => part.trim().split(' ') as [string, string]);
	const picks = columns.map(([name, type]) => `cast(r->>'$.${name}' as ${type})`).join(', ');
	await tx.run(
		`insert into ${table} select ${picks} from (select unnest(cast(cast($rows as json) as json[])) as r)`,
		{ rows: JSON.stringify(rows) }
	);
}

/** Months (first days) from `from` to `to`, both included. */
function monthsBetween(from: string, to: string): string[] {
	const months: string[] = [];
	for (let month = `${from.slice(0, 7)}-01`; month <= to; month = addMonths(month, 1)) months.push(month);
	return months;
}

/** Pay days of every month, every agreed day and both customs, by the loaded calendar. */
function payCalendar(policy: Policy, calendar: WorkCalendar, months: readonly string[], asOf: string) {
	const graceDays = parameterOn(policy, 'default_pay_grace_days', asOf);
	const workday = (day: string) => isWorkday(calendar, day);
	return months.flatMap((month) =>
		Array.from({ length: 32 }, (_, payDay) => payDay).flatMap((payDay) =>
			[false, true].map((nextMonth) => ({
				wage_month: month,
				pay_day: payDay,
				in_next_month: nextMonth,
				due_date: dueDate(
					{ month: month.slice(0, 7), payDay: payDay === 0 ? null : payDay, nextMonth },
					workday,
					graceDays
				)
			}))
		)
	);
}

/** Days with a running count of working days, so that wd(a, b) is one subtraction. */
function workdayCounts(calendar: WorkCalendar, from: string, to: string) {
	const rows: { day: string; workdays: number }[] = [];
	let workdays = 0;
	for (let day = from; day <= to; day = addDays(day, 1)) {
		if (isWorkday(calendar, day)) workdays += 1;
		rows.push({ day, workdays });
	}
	return rows;
}

/**
 * Puts what the pack and the calendar say about the day into small tables, for SQL to join:
 * threshold, labour_cost_floor, indicator_group, group_weight, feed_lag, pay_calendar, workday_count.
 */
export async function fillParameterTables(
	tx: Transaction,
	policy: Policy,
	calendar: WorkCalendar,
	view: View
): Promise<void> {
	const { asOf } = view;
	await fill(
		tx,
		'threshold',
		'indicator varchar, measure varchar, band varchar, severity integer, op varchar, bound double',
		thresholdsOn(policy, asOf).map(({ indicator, measure, band, severity, op, bound }) => ({
			indicator,
			measure,
			band,
			severity,
			op,
			bound
		}))
	);
	const sectors = [...policy.labourCostFloors.keys()];
	// The pack lists indicators in the order of the text: of two findings alike the more telling one stands first.
	const order = [...policy.thresholds.keys()];
	await fill(
		tx,
		'labour_cost_floor',
		'sector varchar, floor_rate double',
		sectors
			.map((sector) => ({ sector, floor_rate: labourCostFloorOn(policy, sector, asOf) }))
			.filter((row) => row.floor_rate !== null)
	);
	await fill(
		tx,
		'indicator_group',
		'indicator varchar, grp varchar, counts boolean, basis varchar, place integer, one_row boolean',
		[...indicators.values()].map((indicator) => ({
			indicator: indicator.id,
			grp: indicator.group,
			counts: indicator.counts !== false,
			basis: indicator.basis,
			place: order.indexOf(indicator.id),
			one_row: answersOneRow(indicator)
		}))
	);
	const weights = scoreWeightsOn(policy, asOf);
	await fill(
		tx,
		'group_weight',
		'grp varchar, weight double',
		Object.entries(weights).map(([grp, weight]) => ({ grp, weight }))
	);
	await fill(
		tx,
		'feed_lag',
		'feed varchar, lag_days integer',
		greyFeeds.map((feed) => ({ feed, lag_days: lagDaysOn(policy, feed, asOf) }))
	);
	const [span] = await tx.all(
		`
		select cast(least(min(first), cast($as_of as date) - 400) as varchar) as first from (
			select min(wage_month) as first from feed_payroll
			union all select min(wage_month) from feed_attendance
		) as spans`,
		{ as_of: asOf }
	);
	const first = String(span?.['first'] ?? addDays(asOf, -400));
	await fill(
		tx,
		'pay_calendar',
		'wage_month date, pay_day integer, in_next_month boolean, due_date date',
		payCalendar(policy, calendar, monthsBetween(first, addMonths(asOf, 5)), asOf)
	);
	const [days] = await tx.all(`
		select cast(min(day) as varchar) as first from (
			select min(contract_sign_date) as day from feed_projects
			union all select min(push_trigger_date) from feed_projects
		) as starts`);
	const firstDay = String(days?.['first'] ?? asOf);
	await fill(
		tx,
		'workday_count',
		'day date, workdays integer',
		workdayCounts(calendar, firstDay < asOf ? firstDay : asOf, addDays(asOf, 40))
	);
}
