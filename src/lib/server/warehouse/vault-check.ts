import { keyNamed, unseal, type PersonalKeys } from './pii-vault';
import { openVault, tellKinds } from './rekey-persons';
import type { Transaction, Warehouse } from './warehouse';

/** How the sealed personal data stand. */
export interface VaultCheck {
	readonly values: number;
	readonly attachments: number;
	/** Values that open and stand under the very key that a search for them works out. */
	readonly sound: number;
	/** Blocks of the vault and attachments that no key of this installation opens. */
	readonly unopened: number;
}

async function unopenedOf(
	tx: Transaction,
	keys: PersonalKeys,
	{ table, id, bytes }: { table: string; id: string; bytes: string }
): Promise<number> {
	let unopened = 0;
	for (const { id: one } of await tx.all(`select ${id} as id from ${table} order by ${id}`)) {
		const [row] = await tx.all(`select to_base64(${bytes}) as sealed from ${table} where ${id} = $id`, {
			id: Number(one)
		});
		try {
			unseal(keys, Buffer.from(String(row?.['sealed']), 'base64'));
		} catch {
			unopened += 1;
		}
	}
	return unopened;
}

/** Opens every sealed value and attachment, and works out the key of every value anew. */
export function checkVault(warehouse: Warehouse, keys: PersonalKeys): Promise<VaultCheck> {
	return warehouse.aside(async (tx) => {
		const [counts] = await tx.all(
			'select (select count(*) from pii_value) as n, (select count(*) from attachment_bytes) as files'
		);
		const values = Number(counts?.['n']);
		const attachments = Number(counts?.['files']);
		const unopened =
			(await unopenedOf(tx, keys, { table: 'pii_block', id: 'block_id', bytes: 'cipher' })) +
			(await unopenedOf(tx, keys, { table: 'attachment_bytes', id: 'attachment_id', bytes: 'bytes' }));
		if (unopened > 0) return { values, attachments, sound: 0, unopened };
		await openVault(tx, keys);
		await tellKinds(tx, keyNamed(keys, keys.indexId));
		const [told] = await tx.all('select count(distinct old) as n from old_person where value is not null');
		return { values, attachments, sound: Number(told?.['n']), unopened };
	});
}
