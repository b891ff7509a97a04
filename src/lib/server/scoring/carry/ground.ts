import type { Transaction } from '$lib/server/warehouse/warehouse';
import { batchesStanding, type WholeReason } from './base-run';
import type { Carried } from './carried';

/** What a run stands on: the rules of its day, and the run that it carried on from or why there is none. */
export interface Ground {
	readonly rulesSha: string;
	/** Feeds whose newest batch is too old, `;`-separated. */
	readonly silentFeeds: string;
	readonly carried: Carried | null;
	readonly reason: WholeReason | null;
}

/** Writes down what a run stands on, for the runs after it. */
export async function keepGround(tx: Transaction, ground: Ground, run: number): Promise<void> {
	const { carried } = ground;
	const [last] = await tx.all('select coalesce(max(batch_id), 0) as batch from batch');
	const standing = await batchesStanding(tx, Number(last?.['batch']));
	await tx.run(
		`insert into run_ground values ($run, $base, $carried, $asked, $note, $rules, $silent, $count, $sum)`,
		{
			run,
			base: carried?.base.runId ?? null,
			carried: carried === null ? 0 : carried.base.carriedRuns + 1,
			asked: carried?.askedProjects ?? null,
			note: ground.reason,
			rules: ground.rulesSha,
			silent: ground.silentFeeds,
			count: standing.count,
			sum: standing.sum
		}
	);
}
