import type { EvidenceSource, ExampleRow } from '../definition';

/** A special account that holds `balance` yuan at 9:00 on the day (default 1 September 2026). */
export function balance(balance_after: number | null, over: ExampleRow = {}): ExampleRow {
	return {
		txn_no: 'T1',
		project_code: 'P1',
		txn_time: '2026-09-01 09:00:00',
		direction: '收',
		amount: 1,
		balance_after,
		...over
	};
}

/** Labour cost of `paid` yuan that arrived on a day. */
export function labourCost(paid_date: string, paid = 5000): ExampleRow {
	return { disbursement_no: `D-${paid_date}`, project_code: 'P1', kind: '人工费', paid, paid_date };
}

/** The source rows that a forecast of the special account rests on. */
export const runwayEvidence: readonly EvidenceSource[] = [
	{
		feed: 'account_transactions',
		where: `r.project_code = $subject and r.txn_no = (
			select t.txn_no from {{account_transactions}} t
			where t.project_code = $subject and t.txn_time < {{as_of}} + 1
			order by t.txn_time desc, t.txn_no desc limit 1)`
	},
	{
		feed: 'disbursements',
		where: `r.project_code = $subject and r.disbursement_no in (
			select d.disbursement_no from {{disbursements}} d
			where d.project_code = $subject and d.kind = '人工费' and d.paid_fen > 0 and d.paid_date <= {{as_of}}
			order by d.paid_date desc, d.disbursement_no desc limit 3)`
	},
	{
		feed: 'payroll',
		where: `r.project_code = $subject and (
			r.wage_month in (
				select m.wage_month from mart_wage_month m
				where m.run_id = $run and m.project_code = $subject
					and ((m.past_due and m.paid_fen < m.net_fen) or not m.past_due))
			or r.wage_month in (
				select m.wage_month from mart_wage_month m
				where m.run_id = $run and m.project_code = $subject and m.past_due and m.line_count > 0
				order by m.wage_month desc limit 3))`
	},
	{
		feed: 'roster',
		where: `r.project_code = $subject and r.entry_date <= {{as_of}}
			and (r.exit_date is null or r.exit_date > {{as_of}})`
	}
];
