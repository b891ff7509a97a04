import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import { storedColumn } from './feed-tables';
import { keepKeyAct, type KeyAct } from './key-book';
import { keyNamed, keyPersons, keySql, blindKey, personalKind, unseal, type PersonalKeys } from './pii-vault';
import type { PersonalKey } from './key-file';
import type { Transaction, Warehouse } from './warehouse';

const kinds = ['id', 'phone', 'account', 'name', 'content'] as const;
const blocksAtATime = 32;

const personalColumns = [...feeds.values()].flatMap((feed) =>
	feed.columns
		.filter((column) => column.pii)
		.map((column) => ({
			feed: feed.feed,
			column: storedColumn(column).name,
			kind: personalKind(column)
		}))
);

/** Opens the vault into the temporary table `open_value` (pii_key, value), some blocks at a time. */
export async function openVault(tx: Transaction, keys: PersonalKeys): Promise<void> {
	await tx.run('create or replace temp table open_value (pii_key bigint, value varchar)');
	const [count] = await tx.all('select coalesce(max(block_id), 0) as n from pii_block');
	for (let from = 1; from <= Number(count?.['n']); from += blocksAtATime) {
		const blocks = await tx.all(
			'select block_id, to_base64(cipher) as cipher from pii_block where block_id >= $from and block_id < $to',
			{ from, to: from + blocksAtATime }
		);
		const plain = blocks.map((block) => ({
			id: Number(block['block_id']),
			v: JSON.parse(unseal(keys, Buffer.from(String(block['cipher']), 'base64'))) as unknown
		}));
		await tx.run(
			`insert into open_value select p.pii_key, o.value from pii_value p join (
				select id, unnest(v) as value, unnest(range(len(v))) as slot
				from (select unnest(from_json(cast($plain as json), '[{"id":"INTEGER","v":["VARCHAR"]}]'), recursive := true))
			) as o on o.id = p.block_id and o.slot = p.slot`,
			{ plain: JSON.stringify(plain) }
		);
	}
}

/** Which kind each value is of is not kept: it is the one whose key is the value's own. Fills `old_person`. */
export async function tellKinds(tx: Transaction, old: PersonalKey): Promise<void> {
	if (old.index === 'sha256') {
		await tx.run(`create or replace temp table old_person as
			select o.pii_key as old, k.kind, o.value from open_value o
			cross join (select unnest(['${kinds.join("', '")}']) as kind) k
			where ${keySql(old, 'k.kind', 'o.value')} = o.pii_key`);
		return;
	}
	const rows = await tx.all('select cast(pii_key as varchar) as old, value from open_value');
	const told = rows.map((row) => {
		const value = String(row['value']);
		const kind = kinds.find((one) => blindKey(old, one, value).toString() === String(row['old']));
		return { old: String(row['old']), kind, value };
	});
	await tx.run('create or replace temp table old_person (old bigint, kind varchar, value varchar)');
	const most = 20_000;
	for (let from = 0; from < told.length; from += most)
		await tx.run(
			`insert into old_person select cast(r->>'$.old' as bigint), r->>'$.kind', r->>'$.value'
			from (select unnest(cast(cast($rows as json) as json[])) as r) where r->>'$.kind' is not null`,
			{ rows: JSON.stringify(told.slice(from, from + most)) }
		);
}

/**
 * Keys every person anew, in one transaction: rows, waiting names and the vault, so that nobody is ever known under two
 * keys. Answers how many values there were.
 * @throws RiskError KEYS_UNMATCHED where a value does not fit the key that it stands under; nothing is changed then
 */
export function rekeyPersons(
	warehouse: Warehouse,
	keys: PersonalKeys,
	act: Omit<KeyAct, 'act' | 'keyId' | 'counts'>
): Promise<number> {
	const before = keys.indexId;
	const fresh = keys.all[0]!;
	return warehouse
		.write(async (tx) => {
			await openVault(tx, keys);
			await tellKinds(tx, keyNamed(keys, before));
			await keyPersons(tx, fresh, 'select kind, value from old_person');
			await tx.run(`create or replace temp table rekeyed as select o.old, o.kind, p.pii_key as fresh
				from old_person o join person p on p.kind = o.kind and p.value = o.value`);
			const [counts] = await tx.all(`select (select count(*) from pii_value) as kept, count(*) as n,
				count(distinct old) as olds, count(distinct fresh) as freshes from rekeyed`);
			const [kept, ...others] = ['kept', 'n', 'olds', 'freshes'].map((name) => Number(counts?.[name]));
			if (others.some((n) => n !== kept))
				throw new RiskError(
					'KEYS_UNMATCHED',
					`个人信息库里有 ${kept} 个值，只有 ${others[1]} 个能按原密钥核对，没有更换密钥，数据未作任何改动；请运行 npm run -s xinshao -- verify 查看原因。`
				);
			for (const { feed, column, kind } of personalColumns) {
				await tx.run(`update feed_${feed} as f set ${column} = r.fresh from rekeyed as r
					where r.kind = '${kind}' and r.old = f.${column}`);
				await tx.run(
					`update named_row as n set cells = json_merge_patch(n.cells, json_object('${column}', r.fresh)) from rekeyed as r
					where n.feed = '${feed}' and r.kind = '${kind}' and r.old = try_cast(n.cells->>'$.${column}' as bigint)`
				);
			}
			await tx.run('update pii_value as v set pii_key = r.fresh from rekeyed as r where r.old = v.pii_key');
			for (const name of ['open_value', 'old_person', 'rekeyed', 'person'])
				await tx.run(`drop table ${name}`);
			await keepKeyAct(tx, { ...act, act: 'indexed', keyId: fresh.id, counts: { values: kept } });
			// Whoever writes next keys with it: it is taken up before the next writer's turn.
			keys.useIndex(fresh.id);
			return kept ?? 0;
		})
		.catch((error: unknown) => {
			keys.useIndex(before);
			throw error;
		});
}
