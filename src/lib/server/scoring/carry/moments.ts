/** The day lies, with so many days added, between the two runs; both ends, so that "<" and "≤" are both held. */
const within = (day: string, days = '0') => `${day} between {{before}} - ${days} and {{as_of}} - ${days}`;
/** A day that enters by "≤ the day": passed on exactly that day. */
const reached = (day: string) => `${day} > {{before}} and ${day} <= {{as_of}}`;
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
		within('r.start_date'),
		within('r.actual_end'),
		ahead('r.contract_sign_date'),
		ahead('r.push_trigger_date'),
		within('r.pushed_at'),
		within('r.platform_joined_at')
	],
	project_parties: [reached('r.valid_from')],
	roster: [
		within('r.entry_date'),
		within('r.exit_date'),
		within('r.exit_date', '{{exit_settle_grace_days}}'),
		within('r.registered_at'),
		within('r.settled_at')
	],
	attendance: [reached('r.wage_month'), 'r.uploaded_at >= {{before}} + 1 and r.uploaded_at < {{as_of}} + 1'],
	payroll: [reached('r.wage_month'), reached('r.pay_date')],
	special_accounts: [within('r.opened_at'), within('r.filed_at')],
	account_transactions: [
		'r.txn_time >= {{before}} + 1 and r.txn_time < {{as_of}} + 1',
		'r.txn_time >= {{before}} + 1 - {{outflow_window_days}} and r.txn_time < {{as_of}} + 1 - {{outflow_window_days}}'
	],
	disbursements: [within('r.paid_date')],
	progress: [reached('{{month_end(r.period)}}')],
	deposits: [within('r.notice_date'), within('r.lodged_at'), within('r.valid_to')],
	guarantees: [within('r.issued_at'), within('r.valid_to')],
	inspections: [within('r.inspect_date'), within('r.inspect_date', '{{inspection_window_days}}')],
	clues: [
		within('cast(r.received_at as date)'),
		within('cast(r.received_at as date)', '{{clue_window_days}}')
	],
	petition_events: [
		within('r.event_date'),
		within('r.event_date', '{{clue_window_days}}'),
		within('r.handled_at')
	],
	cases: [
		within('r.opened_at'),
		within('r.closed_at'),
		fallsOut('r.opened_at', '{{repeat_window_months}}'),
		fallsOut('r.opened_at', '{{repeat_red_window_months}}')
	],
	enterprises: [],
	tax: [reached('{{month_end(r.month)}}')],
	social_insurance: [reached('{{month_end(r.month)}}')],
	utilities: [reached('{{month_end(r.month)}}')],
	credit_events: [
		within('r.event_date'),
		within('r.event_date', '{{legal_rep_window_days}}'),
		fallsOut('r.event_date', '{{execution_window_months}}')
	],
	deferral_reports: [within('r.report_date'), within('r.settle_by'), within('r.settled_at')]
};
