import type { Actor } from '$lib/domain/actor';
import { shanghaiTime } from '$lib/domain/clock';
import type { App } from '$lib/server/app';
import { decideName, undoName, type SuppliedName } from '$lib/server/ingest/matching/decide-name';

/** What came of an act on a name. */
export interface NameOutcome {
	readonly act: 'decided' | 'undone';
	/** Rows that came in. */
	readonly rows: number;
	/** Deliveries whose rows came in or went out. */
	readonly batches: number;
}

/** Says what a supplier means by a name; `code` null: none on record. What waited for it comes in. */
export async function matchName(
	app: App,
	actor: Actor,
	{ name, code, reason }: { name: SuppliedName; code: string | null; reason?: string | undefined }
): Promise<NameOutcome> {
	const act = { actor, at: shanghaiTime(app.clock()), reason };
	const entered = await app.warehouse.write((tx) => decideName(tx, name, code, act));
	return {
		act: 'decided',
		rows: entered.reduce((sum, { rows }) => sum + rows, 0),
		batches: entered.length
	};
}

/** Takes a decision back; what had come in through it waits again. */
export async function unmatchName(
	app: App,
	actor: Actor,
	{ name, reason }: { name: SuppliedName; reason?: string | undefined }
): Promise<NameOutcome> {
	const act = { actor, at: shanghaiTime(app.clock()), reason };
	const batches = await app.warehouse.write((tx) => undoName(tx, name, act));
	return { act: 'undone', rows: 0, batches };
}
