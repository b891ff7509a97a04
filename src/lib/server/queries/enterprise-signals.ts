import { z } from 'zod';
import { addMonths } from '$lib/domain/day';
import { signalKeys, type Signal } from '$lib/domain/signal';
import { renderSql, usedParams } from '../warehouse/render';
import type { Reader } from '../warehouse/warehouse';
import { rowsSeen } from './rows-seen';

const row = z.object({ signal: z.enum(signalKeys), month: z.string(), value: z.coerce.number().nullable() });
const months = 12;

/**
 * What social insurance, tax and meters say of an enterprise in the last twelve whole months, each beside the same
 * month of the year before; a signal that never came in these two years is left out.
 */
export async function enterpriseSignals(
	reader: Reader,
	{ runId, uscc, asOf, isKnownThen }: { runId: number; uscc: string; asOf: string; isKnownThen: boolean }
): Promise<Signal[]> {
	const end = `${asOf.slice(0, 7)}-01`;
	const seen = await rowsSeen(reader, runId, isKnownThen);
	const sql = renderSql(
		`select signal, strftime(month, '%Y-%m') as month, value from (
			select 'insured' as signal, s.month, cast(s.insured_count as double) as value
			from {{social_insurance}} as s where s.uscc = $uscc
			union all
			select 'insurance_paid', s.month, s.paid_fen from {{social_insurance}} as s where s.uscc = $uscc
			union all
			select 'tax_paid', x.month, x.paid_fen from {{tax}} as x where x.uscc = $uscc
			union all
			select 'invoiced', x.month, x.invoice_amount_fen from {{tax}} as x where x.uscc = $uscc
			union all
			select case u.kind when '电' then 'power' when '水' then 'water' else 'gas' end, u.month, sum(u.consumption)
			from {{utilities}} as u where u.subject_code = $uscc group by 1, u.month
		) as said
		where month >= cast($start as date) and month < cast($end as date) and value is not null
		order by signal, month`,
		seen.templates
	);
	const values = { uscc, start: addMonths(end, -2 * months), end, ...seen.params };
	const rows = await reader.read(sql, usedParams(sql, values), row);
	return signalKeys.flatMap((key): Signal[] => {
		const own = new Map(
			rows.filter(({ signal }) => signal === key).map((found) => [found.month, found.value])
		);
		if (own.size === 0) return [];
		const at = (back: number) => own.get(addMonths(end, -back).slice(0, 7)) ?? null;
		return [
			{
				key,
				months: Array.from({ length: months }, (_, place) => {
					const back = months - place;
					return {
						month: addMonths(end, -back).slice(0, 7),
						value: at(back),
						lastYear: at(back + months)
					};
				})
			}
		];
	});
}
