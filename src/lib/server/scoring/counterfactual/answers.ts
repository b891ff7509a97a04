import { z } from 'zod';
import type { Clock } from '$lib/domain/clock';
import { shanghaiTime } from '$lib/domain/clock';
import type { Counterfactual } from '$lib/domain/counterfactual';
import { RiskError } from '$lib/domain/errors';
import type { Reader, Warehouse } from '$lib/server/warehouse/warehouse';
import type { RunView } from '../day-templates';
import type { Rulebook } from '../judge';
import { counterfactual } from './counterfactual';

/** An answer as it was worked out for a run. */
export interface KeptAnswer {
	readonly answer: Counterfactual;
	/** Shanghai time. */
	readonly answeredAt: string;
	readonly milliseconds: number;
}

export interface AnswerRequest {
	readonly runId: number;
	readonly run: RunView;
	readonly project: string;
	/** The tier that is to be left. */
	readonly below: number;
}

const row = z.object({ answer: z.string(), answered_at: z.string(), milliseconds: z.coerce.number() });

/** What was found for a project and a run, or null where nobody asked yet. */
export async function keptAnswer(
	reader: Reader,
	{ runId, project, below }: Pick<AnswerRequest, 'runId' | 'project' | 'below'>
): Promise<KeptAnswer | null> {
	const [found] = await reader.read(
		`select cast(answer as varchar) as answer, strftime(answered_at, '%Y-%m-%d %H:%M') as answered_at, milliseconds
		from counterfactual_answer
		where run_id = $run and project_code = $project and below = $below`,
		{ run: runId, project, below },
		row
	);
	if (!found) return null;
	return {
		answer: JSON.parse(found.answer) as Counterfactual,
		answeredAt: found.answered_at,
		milliseconds: found.milliseconds
	};
}

/** Answers that are being worked out: the same question waits for the first, others are refused for now. */
const underWay = new WeakMap<Warehouse, Map<string, Promise<void>>>();
/** Questions that may be worked out at a time: each judges hundreds of copies. */
const mostAtATime = 2;

/**
 * Works out what would lower a project and keeps it with the run; does nothing where it was worked out already.
 * @throws RiskError COUNTERFACTUAL_BUSY where too many are being worked out
 */
export async function workOutAnswer(
	warehouse: Warehouse,
	rules: Rulebook,
	request: AnswerRequest,
	clock: Clock
): Promise<void> {
	const { runId, project, below, run } = request;
	if (await keptAnswer(warehouse, request)) return;
	const working = underWay.get(warehouse) ?? new Map<string, Promise<void>>();
	underWay.set(warehouse, working);
	const key = `${runId} ${project} ${below}`;
	const first = working.get(key);
	if (first) return first;
	if (working.size >= mostAtATime)
		throw new RiskError('COUNTERFACTUAL_BUSY', '正在为别的项目测算怎样降级，请过半分钟再点一次。', {
			project
		});
	const work = async () => {
		const started = performance.now();
		const answer = await counterfactual(warehouse, rules, { project, below, run });
		const milliseconds = Math.round(performance.now() - started);
		await warehouse.write((tx) =>
			tx.run(
				`insert into counterfactual_answer
				select $run, $project, cast($below as tinyint), cast($answer as json), cast($at as timestamp), $ms
				where exists (select 1 from score_run where run_id = $run)`,
				{
					run: runId,
					project,
					below,
					answer: JSON.stringify(answer),
					at: shanghaiTime(clock()),
					ms: milliseconds
				}
			)
		);
	};
	const promise = work().finally(() => working.delete(key));
	working.set(key, promise);
	return promise;
}
