import type { Actor } from '$lib/domain/actor';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import type { Warehouse } from '../../warehouse/warehouse';
import type { Fired, TriggerActKind } from './fired-triggers';

/** Keeps what a person did about a rule that is met. @throws RiskError TRIGGER_INCOMPLETE, TRIGGER_MOVED */
export async function actOnTrigger(
	warehouse: Warehouse,
	clock: Clock,
	fired: Fired,
	given: { readonly act: TriggerActKind; readonly words: string; readonly seen: number },
	actor: Actor
): Promise<void> {
	const words = given.words.trim();
	if (given.act !== 'acknowledged' && words === '')
		throw new RiskError(
			'TRIGGER_INCOMPLETE',
			given.act === 'done' ? '请写明落实情况后再提交。' : '认为不适用的，请写明理由后再提交。'
		);
	await warehouse.write(async (tx) => {
		const key = { trigger: fired.trigger, cause: fired.cause };
		const [row] = await tx.all(
			'select count(*) as n from trigger_act where trigger_id = $trigger and cause = $cause',
			key
		);
		if (Number(row?.['n']) !== given.seen)
			throw new RiskError('TRIGGER_MOVED', '刚才已有人处理了这一项，您的内容没有提交；请看最新情况后再办。');
		await tx.run(
			`insert into trigger_act values ($trigger, $cause, $project, $uscc, $street, $act, cast($at as timestamp),
				$actor_id, $actor, $words)`,
			{
				...key,
				project: fired.projectCode,
				uscc: fired.uscc,
				street: fired.street,
				act: given.act,
				at: shanghaiTime(clock()),
				actor_id: actor.id,
				actor: actor.name,
				words: words || null
			}
		);
	});
}
