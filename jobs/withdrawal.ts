import { randomUUID } from 'node:crypto';
import { shanghaiDay, shanghaiTime } from '$lib/domain/clock';
import type { Actor } from '$lib/domain/actor';
import type { App } from '$lib/server/app';
import { batchNamed } from '$lib/server/ingest/batch-name';
import { withdrawBatch, type WithdrawalEffect } from '$lib/server/ingest/withdraw-batch';
import {
	isForecastQuick,
	judgedProjects,
	tierChanges,
	type TierChange
} from '$lib/server/queries/tier-forecast';

/** What a withdrawal would do. */
export interface WithdrawalPreview {
	readonly effect: WithdrawalEffect;
	/** Null where judging takes too long to be tried. */
	readonly tierChanges: readonly TierChange[] | null;
}

/** Carries the outcome out of a transaction that is rolled back on purpose. */
class SandboxOver extends Error {
	constructor(readonly preview: WithdrawalPreview) {
		super('sandbox over');
	}
}

/** Tries a withdrawal; nothing of it is kept. @throws RiskError as withdrawBatch */
export async function previewWithdrawal(app: App, actor: Actor, batch: number): Promise<WithdrawalPreview> {
	const view = { asOf: shanghaiDay(app.clock()), knownAt: null };
	const isQuick = await isForecastQuick(app.warehouse);
	const act = { id: 'preview', batch, actor, at: shanghaiTime(app.clock()), reason: 'preview' };
	return app.warehouse
		.write(async (tx): Promise<WithdrawalPreview> => {
			const before = isQuick ? await judgedProjects(tx, app, view) : null;
			const effect = await withdrawBatch(tx, act);
			const after = isQuick ? await judgedProjects(tx, app, view) : null;
			throw new SandboxOver({ effect, tierChanges: before && after ? tierChanges(before, after) : null });
		})
		.catch((error: unknown) => {
			if (error instanceof SandboxOver) return error.preview;
			throw error;
		});
}

/** Takes a delivery back, and puts the act into the journal. @throws RiskError as withdrawBatch */
export async function withdraw(
	app: App,
	actor: Actor,
	{ batch, reason }: { batch: number; reason: string }
): Promise<WithdrawalEffect> {
	const id = randomUUID();
	const at = shanghaiTime(app.clock());
	const effect = await app.warehouse.write((tx) => withdrawBatch(tx, { id, batch, actor, at, reason }));
	await app.warehouse.acknowledge({
		act: 'withdraw',
		id,
		of: await batchNamed(app.warehouse, batch),
		rows: [],
		at: effect.at,
		actor_id: actor.id,
		actor_name: actor.name,
		reason: reason.trim()
	});
	return effect;
}
