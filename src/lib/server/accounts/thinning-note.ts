import { existsSync, readFileSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { destroyLeftOver } from '../ingest/thinning/thin-file';
import { readJournal } from '../warehouse/ack-journal';
import { flushPath } from '../warehouse/copy-aside';
import { landedDigest } from '../warehouse/landed-files';
import type { PersonalKeys } from '../warehouse/pii-vault';
import type { Transaction, Warehouse } from '../warehouse/warehouse';

const noteShape = z.object({
	id: z.string(),
	sha256: z.string(),
	landed: z.string(),
	/** Hash of the bytes that are being put in place, and of those that stood there. */
	as: z.string(),
	was: z.string(),
	/** Rows that lost their persons. */
	rows: z.number(),
	/** Rows that were set aside and lost them, by batch. */
	aside: z.array(z.object({ batch: z.number(), rows: z.array(z.number()).readonly() })),
	erasure: z.number(),
	at: z.string()
});

/** A landed file that is being exchanged for one without the persons of erased projects; it names no person. */
export type ThinningNote = z.infer<typeof noteShape>;

const notePath = (home: string) => join(home, 'journal', 'thinning.json');

export const systemActor = { actor_id: 'system', actor_name: '系统', reason: null };

/** Writes down what is about to be put in place: the exchange itself and what is on record of it cannot be one act. */
export async function noteThinning(home: string, note: ThinningNote): Promise<void> {
	const path = notePath(home);
	await mkdir(dirname(path), { recursive: true });
	const handle = await open(`${path}.tmp`, 'w', 0o600);
	try {
		await handle.writeFile(JSON.stringify(note));
		await handle.sync();
	} finally {
		await handle.close();
	}
	await rename(`${path}.tmp`, path);
	await flushPath(dirname(path));
}

/** Puts a look at a landed file on record; `as`: null where nothing was rewritten. */
export async function keepLook(
	tx: Transaction,
	look: Omit<ThinningNote, 'as' | 'was'> & { readonly as: string | null }
): Promise<void> {
	await tx.run(
		'insert into thinned_file values ($id, $sha, $path, $as, $rows, $no, cast($at as timestamp))',
		{
			id: look.id,
			sha: look.sha256,
			path: look.landed,
			as: look.as,
			rows: look.rows,
			no: look.erasure,
			at: look.at
		}
	);
	for (const { batch, rows } of look.aside)
		await tx.run(
			`update set_aside set value = null where batch_id = $batch
			and row_no in (select unnest(cast(cast($rows as json) as integer[])))`,
			{ batch, rows: JSON.stringify(rows) }
		);
}

/**
 * Ends an exchange that was noted, in the same way after a kill as without one: what stood there before is destroyed, and
 * what stands there now is on record in the database and in the journal. An exchange that never came about is forgotten.
 */
export async function settleThinning({
	warehouse,
	home,
	keys
}: {
	readonly warehouse: Warehouse;
	readonly home: string;
	readonly keys: PersonalKeys;
}): Promise<void> {
	const path = notePath(home);
	if (!existsSync(path)) return;
	const note = noteShape.parse(JSON.parse(readFileSync(path, 'utf8')));
	const { id, landed, sha256, as, was, rows, erasure, at } = note;
	await destroyLeftOver(home, landed);
	if ((await landedDigest(join(home, landed), keys)) === as) {
		const known = await warehouse.read(
			'select act_id from thinned_file where act_id = $id',
			{ id },
			z.object({ act_id: z.string() })
		);
		if (known.length === 0) await warehouse.write((tx) => keepLook(tx, note));
		if (!readJournal(home).entries.some((entry) => 'act' in entry && entry.id === id))
			await warehouse.acknowledge({
				...systemActor,
				act: 'thin',
				id,
				erasure,
				sha256,
				landed,
				as,
				was,
				rows,
				at
			});
	}
	await rm(path);
	await flushPath(dirname(path));
}
