import { addDays } from '$lib/domain/day';
import type { Transaction } from '$lib/server/warehouse/warehouse';

/** A run from which a later one may carry on. */
export interface BaseRun {
	readonly runId: number;
	readonly asOf: string;
	readonly lastBatch: number;
	/** How many runs in a row had carried on. */
	readonly carriedRuns: number;
}

/** Why everything is worked out. */
export type WholeReason =
	| 'asked for'
	| 'another series'
	| 'no earlier run'
	| 'rules changed'
	| 'a week was carried'
	| 'a batch was withdrawn'
	| 'a feed fell silent'
	| 'too much changed'
	| 'a contractor changed'
	| 'the sample differed';

/** After so many runs that carried on, one works out everything, so that nothing can go on unseen for ever. */
const mostCarried = 7;
/** An earlier run is of use for so many days. */
const mostDays = 7;

/** The batches that stand, up to a number: how many, and the sum of their numbers. */
export async function batchesStanding(tx: Transaction, lastBatch: number) {
	const [row] = await tx.all(
		`select count(*) as batch_count, coalesce(sum(batch_id), 0) as batch_sum from batch
		where status = 'loaded' and batch_id <= $last`,
		{ last: lastBatch }
	);
	return { count: Number(row?.['batch_count']), sum: Number(row?.['batch_sum']) };
}

/** The run that saw the most, of the days up to `asOf`; or why none can be used. */
export async function baseRun(
	tx: Transaction,
	view: { readonly asOf: string; readonly rulesSha: string; readonly silentFeeds: string }
): Promise<BaseRun | WholeReason> {
	const [row] = await tx.all(
		`select s.run_id, cast(s.as_of as varchar) as as_of, r.last_batch, g.carried_runs, g.batch_count, g.batch_sum,
			g.rules_sha256 = $rules as same_rules, g.silent_feeds = $silent as same_silence
		from score_run s
		join run_reach r on r.run_id = s.run_id
		join run_ground g on g.run_id = s.run_id
		where s.series in ('current', 'kept') and s.known_at is null
			and s.as_of between cast($first as date) and cast($as_of as date)
		order by (g.rules_sha256 = $rules and g.silent_feeds = $silent) desc, r.last_batch desc, s.as_of desc, s.run_id desc
		limit 1`,
		{
			as_of: view.asOf,
			first: addDays(view.asOf, -mostDays),
			rules: view.rulesSha,
			silent: view.silentFeeds
		}
	);
	if (!row) return 'no earlier run';
	if (row['same_rules'] !== true) return 'rules changed';
	if (row['same_silence'] !== true) return 'a feed fell silent';
	const carriedRuns = Number(row['carried_runs']);
	if (carriedRuns >= mostCarried) return 'a week was carried';
	const lastBatch = Number(row['last_batch']);
	const standing = await batchesStanding(tx, lastBatch);
	if (standing.count !== Number(row['batch_count']) || standing.sum !== Number(row['batch_sum']))
		return 'a batch was withdrawn';
	return { runId: Number(row['run_id']), asOf: String(row['as_of']), lastBatch, carriedRuns };
}
