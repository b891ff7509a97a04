import { z } from 'zod';
import type { Advance, PaymentSource } from '$lib/domain/payment-waterfall';
import type { Policy } from '../../policies/policy';
import { valueOn } from '../../policies/dated';
import type { Reader } from '../../warehouse/warehouse';

/** A source of the pack with the balance that its feed tells, and the row that tells it. */
export interface KnownSource extends PaymentSource {
	readonly zh: string;
	readonly reference: string;
	readonly clause: string | null;
	/** The day of the balance; null where it is not known. */
	readonly asOf: string | null;
	readonly batchId: number | null;
	readonly rowNo: number | null;
}

const balance = z.object({
	fen: z.coerce.number().nullable(),
	as_of: z.string().nullable(),
	batch_id: z.coerce.number(),
	row_no: z.coerce.number()
});

const fenInWan = 1_000_000;

const questions: Readonly<Record<string, { readonly sql: string; readonly about: 'project' | 'fund' }>> = {
	deposit: {
		about: 'project',
		sql: `select greatest(coalesce(amount_fen, 0) - case when topped_up_at is null or topped_up_at < used_at
				then coalesce(used_amount_fen, 0) else 0 end, 0) as fen,
			cast(lodged_at as varchar) as as_of, batch_id, row_no
		from feed_deposits
		where known_to is null and project_code = $subject and lodged_at <= cast($today as date) and returned_at is null
			and (valid_to is null or valid_to >= cast($today as date))`
	},
	presale: {
		about: 'project',
		sql: `select balance_fen as fen, cast(as_of as varchar) as as_of, batch_id, row_no from feed_presale_accounts
		where known_to is null and project_code = $subject and as_of <= cast($today as date) order by feed_presale_accounts.as_of desc limit 1`
	},
	revolving: {
		about: 'fund',
		sql: `select balance_fen as fen, cast(as_of as varchar) as as_of, batch_id, row_no from feed_funds
		where known_to is null and fund_name = $subject and as_of <= cast($today as date) order by feed_funds.as_of desc limit 1`
	}
};

/** Names of the funds as the feed writes them; a line of the pack of the same id draws on it. */
export const fundNames: Readonly<Record<string, string>> = { revolving: '应急周转金', reserve: '应急储备金' };

/** The sum that the pack asks a fund of the jurisdiction to hold, in fen; 0 where it names none. */
export function fundFloorFen(policy: Policy, id: string, today: string): number {
	const fund = policy.funds.find((one) => one.id === id && one.per === 'jurisdiction');
	return Math.round((fund ? (valueOn(fund.floor_wan, today)?.value ?? 0) : 0) * fenInWan);
}

/** The pack's lines of guarantee in their order, and after them its further funds, each with what is in it. */
export async function paymentSources(
	reader: Reader,
	policy: Policy,
	today: string,
	projectCode: string | null
): Promise<KnownSource[]> {
	const lines = [
		...[...policy.guaranteeLines].sort((a, b) => a.order - b.order),
		...policy.funds.filter(
			({ id }) => fundNames[id] !== undefined && !policy.guaranteeLines.some((line) => line.id === id)
		)
	];
	return Promise.all(
		lines.map(async ({ id, zh, reference, clause }): Promise<KnownSource> => {
			const question = questions[id] ?? (fundNames[id] === undefined ? undefined : questions['revolving']);
			const subject = question?.about === 'fund' ? fundNames[id] : projectCode;
			const [found] =
				question && subject != null ? await reader.read(question.sql, { subject, today }, balance) : [];
			return {
				id,
				zh,
				reference,
				clause: clause ?? null,
				balanceFen: found?.fen ?? null,
				floorFen: fundFloorFen(policy, id, today),
				asOf: found?.as_of ?? null,
				batchId: found?.batch_id ?? null,
				rowNo: found?.row_no ?? null
			};
		})
	);
}

const advanceRow = z.object({
	txn_no: z.string(),
	amount_fen: z.coerce.number(),
	recovered_fen: z.coerce.number().nullable(),
	due: z.string().nullable(),
	fund_name: z.string(),
	txn_date: z.string()
});

export interface KnownAdvance extends Advance {
	readonly fund: string;
	readonly day: string;
}

/** What funds advanced for a case by a day. */
export async function advancesOf(reader: Reader, caseNo: string, today: string): Promise<KnownAdvance[]> {
	const rows = await reader.read(
		`select txn_no, amount_fen, recovered_amount_fen as recovered_fen, cast(recover_due as varchar) as due, fund_name,
			cast(txn_date as varchar) as txn_date
		from feed_fund_transactions
		where known_to is null and case_no = $case and txn_date <= cast($today as date) order by txn_date, txn_no`,
		{ case: caseNo, today },
		advanceRow
	);
	return rows.map((one) => ({
		id: one.txn_no,
		amountFen: one.amount_fen,
		recoveredFen: one.recovered_fen ?? 0,
		due: one.due,
		fund: one.fund_name,
		day: one.txn_date
	}));
}
