import { z } from 'zod';
import { addMonths } from '$lib/domain/day';
import { renderSql, usedParams } from '../warehouse/render';
import type { Reader } from '../warehouse/warehouse';
import { rowsSeen } from './rows-seen';

const caseRow = z.object({
	no: z.string(),
	kind: z.string().nullable(),
	opened_on: z.string(),
	closed_on: z.string().nullable(),
	workers: z.coerce.number().nullable(),
	amount_fen: z.coerce.number().nullable(),
	verified: z.boolean().nullable()
});
const eventRow = z.object({
	day: z.string(),
	kind: z.string(),
	detail: z.string().nullable(),
	amount_fen: z.coerce.number().nullable()
});
const listRow = z.object({ is_listed: z.boolean().nullable(), is_watched: z.boolean().nullable() });
const monthsOfFiveYears = 60;

/** What is on record against an enterprise. */
export interface EnterpriseRecord {
	/** Cases of the last five years, the newest first. */
	readonly cases: readonly z.infer<typeof caseRow>[];
	/** Entries in courts, on lists and in credit records within five years, the newest first. */
	readonly events: readonly z.infer<typeof eventRow>[];
	/** On the list of joint punishment for bad faith; null: no feed says. */
	readonly isListed: boolean | null;
	readonly isWatched: boolean | null;
}

/** Cases, credit events and list status of an enterprise. */
export async function enterpriseRecord(
	reader: Reader,
	{ runId, uscc, asOf, isKnownThen }: { runId: number; uscc: string; asOf: string; isKnownThen: boolean }
): Promise<EnterpriseRecord> {
	const seen = await rowsSeen(reader, runId, isKnownThen);
	const values = { uscc, as_of: asOf, start: addMonths(asOf, -monthsOfFiveYears), ...seen.params };
	const ask = <T>(text: string, shape: z.ZodType<T>) => {
		const sql = renderSql(text, seen.templates);
		return reader.read(sql, usedParams(sql, values), shape);
	};
	const [cases, events, lists] = await Promise.all([
		ask(
			`select c.case_no as no, c.case_kind as kind, cast(c.opened_at as varchar) as opened_on,
				cast(c.closed_at as varchar) as closed_on, c.worker_count as workers, c.amount_fen, c.verified
			from {{cases}} as c
			where c.uscc = $uscc and c.opened_at >= cast($start as date) and c.opened_at <= cast($as_of as date)
			order by c.opened_at desc, c.case_no`,
			caseRow
		),
		ask(
			`select cast(e.event_date as varchar) as day, e.kind, e.detail, e.amount_fen
			from {{credit_events}} as e
			where e.uscc = $uscc and e.event_date >= cast($start as date) and e.event_date <= cast($as_of as date)
			order by e.event_date desc, e.event_no`,
			eventRow
		),
		ask(
			`select e.is_listed_dishonest as is_listed, e.is_key_monitored as is_watched
			from {{enterprises}} as e where e.uscc = $uscc`,
			listRow
		)
	]);
	return {
		cases,
		events,
		isListed: lists[0]?.is_listed ?? null,
		isWatched: lists[0]?.is_watched ?? null
	};
}
