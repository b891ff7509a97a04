import { z } from 'zod';
import { addDays } from '$lib/domain/day';
import { renderSql, usedParams } from '../warehouse/render';
import type { Reader } from '../warehouse/warehouse';
import { rowsSeen } from './rows-seen';

/** The balance of a special account at the end of a day on which it moved. */
export interface BalanceDay {
	/** 'YYYY-MM-DD'. */
	readonly day: string;
	readonly fen: number;
}

const row = z.object({ day: z.string(), fen: z.coerce.number() });
const shownDays = 90;

/** The special account's balance on the last days on which it moved, oldest first. */
export async function balanceDays(
	reader: Reader,
	params: { runId: number; asOf: string; code: string; isKnownThen?: boolean }
): Promise<BalanceDay[]> {
	const seen = await rowsSeen(reader, params.runId, params.isKnownThen ?? false);
	const sql = renderSql(
		`select cast(day as varchar) as day, fen from (
			select cast(txn_time as date) as day, balance_after_fen as fen,
				row_number() over (partition by cast(txn_time as date) order by txn_time desc, txn_no desc) as place
			from {{account_transactions}} as x
			where project_code = $code and txn_time >= cast($first as date) and txn_time < cast($as_of as date) + 1
		) where place = 1 and fen is not null order by day`,
		seen.templates
	);
	const values = {
		code: params.code,
		first: addDays(params.asOf, -shownDays),
		as_of: params.asOf,
		...seen.params
	};
	return reader.read(sql, usedParams(sql, values), row);
}
