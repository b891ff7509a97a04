import type { App } from '$lib/server/app';

/** One scan-and-aggregate by project of each fact table, over the columns that judging reads. */
const scans: Record<string, string> = {
	payroll: `count(*), sum(payable_fen), sum(deduction_fen), sum(paid_fen), sum(work_days), max(pay_date), max(wage_month),
		max(worker_id_no_key), max(employer_uscc), sum(case when signed then 1 else 0 end),
		sum(case when pay_status = '成功' then 1 else 0 end)`,
	attendance: 'count(*), sum(work_days), max(uploaded_at), max(wage_month), max(worker_id_no_key)',
	account_transactions: `count(*), sum(amount_fen), sum(balance_after_fen), max(txn_time), max(txn_no), max(payee_id_no_key),
		max(counterparty_type), sum(case when direction = '支' then 1 else 0 end)`,
	roster: `count(*), max(worker_id_no_key), max(entry_date), max(exit_date), max(registered_at), max(settled_at),
		sum(case when card_bound and contract_signed then 1 else 0 end)`
};

/** What the bare engine takes to read the facts once and sum them by project; seconds. */
export async function rawScan(app: App): Promise<number> {
	const started = performance.now();
	for (const [feed, sums] of Object.entries(scans))
		await app.warehouse.write((tx) =>
			tx.run(`create or replace temp table raw_scan as
				select project_code, ${sums
					.split(/,\s+(?=[a-z]+\()/)
					.map((sum, index) => `${sum} as c${index}`)
					.join(', ')}
				from feed_${feed} where known_to is null group by project_code`)
		);
	return (performance.now() - started) / 1000;
}
