/** "≤ the day" begins to hold, and "> the day" ceases to, on the day itself, or so many days after it. */
const reached = (day: string, days = '0') =>
	`${day} > {{before}} - ${days} and ${day} <= {{as_of}} - ${days}`;
/** "< the day" begins to hold, and "≥ the day" ceases to, on the day after it, or so many days later. */
const passed = (day: string, days = '0') => `${day} >= {{before}} - ${days} and ${day} < {{as_of}} - ${days}`;
/** A day that leaves a window of months: still inside before, outside now. */
const fallsOut = (day: string, months: string) =>
	`${day} > {{months_before({{before}}, ${months})}} and ${day} <= {{months_before({{as_of}}, ${months})}}`;
/** A date of the future is an anchor from which nobody counts yet: such rows are always asked again. */
const ahead = (day: string) => `${day} >= {{before}}`;

/**
 * When a row begins, or ceases, to count without anything new having come in: for each feed that judging reads, the
 * conditions on a row `r` under which this happens on a day after `{{before}}` and up to `{{as_of}}`. A condition may
 * hold too often (a project is then worked out again for nothing), never too seldom.
 */
export const moments: Readonly<Record<string, readonly string[]>> = {
	projects: [
		reached('r.start_date'),
		reached('r.actual_end'),
		ahead('r.contract_sign_date'),
		ahead('r.push_trigger_date'),
		reached('r.pushed_at'),
		reached('r.platform_joined_at')
	],
	project_parties: [reached('r.valid_from')],
	roster: [
		reached('r.entry_date'),
		reached('r.exit_date'),
		passed('r.exit_date', '{{exit_settle_grace_days}}'),
		reached('r.registered_at'),
		reached('r.settled_at')
	],
	attendance: [reached('r.wage_month'), 'r.uploaded_at >= {{before}} + 1 and r.uploaded_at < {{as_of}} + 1'],
	payroll: [reached('r.wage_month'), reached('r.pay_date')],
	special_accounts: [reached('r.opened_at'), reached('r.filed_at')],
	account_transactions: [
		'r.txn_time >= {{before}} + 1 and r.txn_time < {{as_of}} + 1',
		'r.txn_time >= {{before}} + 1 - {{outflow_window_days}} and r.txn_time < {{as_of}} + 1 - {{outflow_window_days}}'
	],
	disbursements: [reached('r.paid_date')],
	progress: [reached('{{month_end(r.period)}}')],
	deposits: [reached('r.notice_date'), reached('r.lodged_at'), passed('r.valid_to')],
	guarantees: [reached('r.issued_at'), passed('r.valid_to')],
	inspections: [reached('r.inspect_date'), reached('r.inspect_date', '{{inspection_window_days}}')],
	clues: [
		reached('cast(r.received_at as date)'),
		reached('cast(r.received_at as date)', '{{clue_window_days}}')
	],
	petition_events: [
		reached('r.event_date'),
		reached('r.event_date', '{{clue_window_days}}'),
		reached('r.handled_at')
	],
	cases: [
		reached('r.opened_at'),
		reached('r.closed_at'),
		fallsOut('r.opened_at', '{{repeat_window_months}}'),
		fallsOut('r.opened_at', '{{repeat_red_window_months}}')
	],
	enterprises: [],
	tax: [reached('{{month_end(r.month)}}')],
	social_insurance: [reached('{{month_end(r.month)}}')],
	utilities: [reached('{{month_end(r.month)}}')],
	credit_events: [
		reached('r.event_date'),
		reached('r.event_date', '{{legal_rep_window_days}}'),
		fallsOut('r.event_date', '{{execution_window_months}}')
	],
	deferral_reports: [reached('r.report_date'), passed('r.settle_by'), reached('r.settled_at')]
};
