import type { Actor } from '$lib/domain/actor';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import type { SystemItem, SystemState } from '$lib/domain/system-item';
import type { Warehouse } from '../../warehouse/warehouse';

/** Keeps what a person found on the site about a line that no feed tells. @throws RiskError MARK_INCOMPLETE */
export async function markSystem(
	warehouse: Warehouse,
	clock: Clock,
	given: {
		readonly projectCode: string;
		readonly item: SystemItem;
		readonly state: SystemState;
		readonly words: string;
	},
	actor: Actor
): Promise<void> {
	const words = given.words.trim();
	if (words === '')
		throw new RiskError('MARK_INCOMPLETE', '请写明核查的依据（何时、何人、看了什么）后再提交。');
	await warehouse.write((tx) =>
		tx.run(
			`insert into system_mark values ($project, $item, $state, cast($at as timestamp), $actor_id, $actor, $words)`,
			{
				project: given.projectCode,
				item: given.item,
				state: given.state,
				at: shanghaiTime(clock()),
				actor_id: actor.id,
				actor: actor.name,
				words
			}
		)
	);
}
