import type { Actor } from '$lib/domain/actor';
import { filesOfErased, isErasable, type FileOfErased } from '../warehouse/erasable-files';
import { erasePersons } from '../warehouse/erase-persons';
import type { PersonalKeys } from '../warehouse/pii-vault';
import type { Transaction, Warehouse } from '../warehouse/warehouse';
import { keepAct } from './erasure-act';

/** What was erased, and which landed files had to stay. */
export interface ErasureOutcome {
	readonly destroyed: readonly FileOfErased[];
	readonly kept: readonly FileOfErased[];
}

/** An approved proposal: whose data go, decided by whom; `at` and `before` are times of Asia/Shanghai. */
interface Order {
	readonly no: number;
	readonly projects: readonly string[];
	readonly at: string;
	readonly before: string;
	readonly actor: Actor;
	readonly reason: string;
}

/**
 * Takes the persons out of the rows and the vault, and writes down the files whose keys have to go. The files themselves
 * follow outside the transaction, in `finishErasures`.
 */
export async function carryOut(tx: Transaction, keys: PersonalKeys, order: Order): Promise<ErasureOutcome> {
	const { no, projects, at } = order;
	for (const code of projects)
		await tx.run('insert into erased_project values ($code, $no, cast($at as timestamp))', { code, no, at });
	const all = await tx.all('select distinct project_code from erased_project');
	// A file that had to stay for a project that is gone by now may go.
	const files = await filesOfErased(tx, {
		projects: all.map((row) => String(row['project_code'])),
		before: order.before
	});
	const destroyed = files.filter(isErasable);
	for (const file of destroyed) {
		await tx.run('insert into erased_file values ($sha, $path, $no, cast($at as timestamp))', {
			sha: file.sha256,
			path: file.landedPath,
			no,
			at
		});
		await tx.run(
			'update set_aside set value = null where batch_id in (select batch_id from batch where sha256 = $sha)',
			{ sha: file.sha256 }
		);
	}
	// Files that could not be used hold persons too; of whom is not on record, so their own age counts.
	const refused = await tx.run(
		`insert into erased_file
		select distinct sha256, landed_path, $no, cast($at as timestamp) from refused_file
		where received_at < cast($before as timestamp) and landed_path is not null
			and sha256 not in (select sha256 from batch) and sha256 not in (select sha256 from erased_file)
			and sha256 not in (select sha256 from refused_file where received_at >= cast($before as timestamp) and sha256 is not null)`,
		{ no, at, before: order.before }
	);
	const counts = await erasePersons(tx, keys, projects);
	await keepAct(tx, {
		no,
		act: 'carried_out',
		at,
		actor: order.actor,
		reason: order.reason,
		counts: { ...counts, projects: projects.length, files: destroyed.length + refused }
	});
	return { destroyed, kept: files.filter((file) => !isErasable(file)) };
}

/** Does an erasure of the journal again, in a database that was built anew from the landed files. */
export async function eraseAgain(
	{ warehouse, keys }: { readonly warehouse: Warehouse; readonly keys: PersonalKeys },
	line: {
		readonly id: string;
		readonly erasure: number;
		readonly projects: readonly string[];
		readonly files: readonly string[];
		readonly actor_id: string;
		readonly actor_name: string;
		readonly reason: string | null;
		readonly at: string;
	}
): Promise<void> {
	await warehouse.write(async (tx) => {
		const { erasure: no, at } = line;
		for (const code of line.projects) {
			await tx.run('insert into erasure_project values ($no, $code, null, null)', { no, code });
			await tx.run('insert into erased_project values ($code, $no, cast($at as timestamp))', {
				code,
				no,
				at
			});
		}
		for (const sha of line.files)
			await tx.run(`insert into erased_file values ($sha, '', $no, cast($at as timestamp))`, { sha, no, at });
		const counts = await erasePersons(tx, keys, line.projects);
		await keepAct(tx, {
			id: line.id,
			no,
			act: 'carried_out',
			at,
			actor: { id: line.actor_id, name: line.actor_name },
			reason: line.reason ?? '',
			counts: { ...counts, projects: line.projects.length, files: line.files.length }
		});
	});
}
