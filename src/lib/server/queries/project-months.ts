import { z } from 'zod';
import type { ProjectMonth } from '$lib/domain/project-month';
import { addMonths } from '$lib/domain/day';
import { renderSql, usedParams } from '../warehouse/render';
import type { Reader } from '../warehouse/warehouse';
import { rowsSeen } from './rows-seen';

const shownMonths = 24;
const fen = z.coerce.number().nullable();
const row = z.object({
	month: z.string(),
	due_fen: fen,
	paid_fen: fen,
	labour_fen: fen,
	balance_fen: fen,
	attendance_days: fen
});

/** The last 24 months of a project up to the day, oldest first; a month without a row of a kind has null there. */
export async function projectMonths(
	reader: Reader,
	params: { runId: number; asOf: string; code: string; isKnownThen?: boolean }
): Promise<ProjectMonth[]> {
	const last = `${params.asOf.slice(0, 7)}-01`;
	const seen = await rowsSeen(reader, params.runId, params.isKnownThen ?? false);
	const sql = renderSql(
		`with months as (
			select cast(unnest(generate_series(cast($first as date), cast($last as date), interval 1 month)) as date) as month
		),
		labour as (
			select date_trunc('month', paid_date) as month, sum(paid_fen) as labour_fen
			from {{disbursements}} as d
			where project_code = $code and kind = '人工费' and paid_date <= cast($as_of as date)
			group by 1
		),
		balances as (
			select month, balance_after_fen as balance_fen from (
				select date_trunc('month', txn_time) as month, balance_after_fen,
					row_number() over (partition by date_trunc('month', txn_time) order by txn_time desc, txn_no desc) as place
				from {{account_transactions}} as x
				where project_code = $code
					and txn_time >= cast($first as date) and txn_time < cast($as_of as date) + 1
			) where place = 1
		)
		select cast(m.month as varchar) as month, w.net_fen as due_fen, w.paid_fen, l.labour_fen, b.balance_fen,
			cast(w.attendance_days as double) as attendance_days
		from months m
		left join mart_wage_month w on w.run_id = $run and w.project_code = $code and w.wage_month = m.month
		left join labour l on l.month = m.month
		left join balances b on b.month = m.month
		order by m.month`,
		seen.templates
	);
	const values = {
		first: addMonths(last, 1 - shownMonths),
		last,
		as_of: params.asOf,
		run: params.runId,
		code: params.code,
		...seen.params
	};
	const rows = await reader.read(sql, usedParams(sql, values), row);
	const started = rows.findIndex(
		(month) => month.due_fen !== null || month.labour_fen !== null || month.balance_fen !== null
	);
	return rows.slice(Math.max(started, 0)).map((month) => ({
		month: month.month.slice(0, 7),
		dueFen: month.due_fen,
		paidFen: month.paid_fen,
		labourFen: month.labour_fen,
		balanceFen: month.balance_fen,
		attendanceDays: month.attendance_days
	}));
}
