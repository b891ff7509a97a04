import { z } from 'zod';
import { moneyUnits } from '../ingest/memory/money-units';
import { standingHeaders, standingUnits } from '../ingest/memory/supplier-memory';
import type { Reader } from '../warehouse/warehouse';

const act = { supplier: z.string(), feed: z.string(), acted_at: z.string(), actor_name: z.string() };
const reason = z.string().nullable();
const headerRow = z.object({ ...act, header: z.string(), column_name: z.string(), reason });
const unitRow = z.object({ ...act, column_name: z.string(), unit: z.enum(moneyUnits), reason });
const questionRow = z.object({
	supplier: z.string(),
	feed: z.string(),
	column_name: z.string(),
	read_as: z.enum(moneyUnits),
	suspected: z.enum(moneyUnits),
	median_fen: z.coerce.number(),
	usual_fen: z.coerce.number().nullable(),
	batches: z.string(),
	file_name: z.string(),
	asked_at: z.string()
});
const historyRow = z.object({
	...act,
	what: z.string(),
	answer: z.string().nullable(),
	kind: z.enum(['header', 'unit']),
	reason
});

/** A header that a supplier means as a column, by the last word on it. */
export type StandingHeader = z.infer<typeof headerRow>;
/** A unit in which a supplier writes a column, by the last word on it. */
export type StandingUnit = z.infer<typeof unitRow>;
/** A question that nobody has answered: one row a supplier, feed and column; `batches` is a JSON list of numbers. */
export type OpenQuestion = z.infer<typeof questionRow>;
/** One act, whether it still counts or not. */
export type MemoryHistory = z.infer<typeof historyRow>;

const inOrder = 'order by supplier, feed, column_name';

export const standingHeaderRows = (reader: Reader): Promise<StandingHeader[]> =>
	reader.read(
		`select supplier, feed, header, column_name, acted_at, actor_name, reason from (${standingHeaders}) ${inOrder}, header`,
		{},
		headerRow
	);

export const standingUnitRows = (reader: Reader): Promise<StandingUnit[]> =>
	reader.read(
		`select supplier, feed, column_name, unit, acted_at, actor_name, reason from (${standingUnits}) ${inOrder}`,
		{},
		unitRow
	);

/** Questions without an answer, the newest first. */
export const openQuestions = (reader: Reader): Promise<OpenQuestion[]> =>
	reader.read(
		`select q.supplier, q.feed, q.column_name, max(q.read_as) as read_as, max(q.suspected) as suspected,
			max(q.median_fen) as median_fen, max(q.usual_fen) as usual_fen,
			to_json(list(q.batch_id order by q.batch_id)) as batches,
			max(b.file_name) as file_name, max(q.asked_at) as asked_at
		from unit_question q
		join batch b on b.batch_id = q.batch_id and b.status = 'loaded'
		left join (${standingUnits}) u
			on u.supplier = q.supplier and u.feed = q.feed and u.column_name = q.column_name
		where u.unit is null
		group by q.supplier, q.feed, q.column_name
		order by asked_at desc, q.supplier, q.feed, q.column_name`,
		{},
		questionRow
	);

/** The last acts, those that were taken back included. */
export const memoryHistory = (reader: Reader, limit: number): Promise<MemoryHistory[]> =>
	reader.read(
		`select supplier, feed, acted_at, actor_name, reason, what, answer, kind from (
			select act_id, supplier, feed, acted_at, actor_name, reason, header as what, column_name as answer,
				'header' as kind
			from header_act
			union all
			select act_id, supplier, feed, acted_at, actor_name, reason, column_name, unit, 'unit' from unit_act
		) as acts
		order by acted_at desc, act_id desc, kind limit $limit`,
		{ limit },
		historyRow
	);
