import { feeds } from '$lib/domain/feeds';
import { counted } from './counted';
import { storedColumn } from './feed-tables';
import { personalKind, seal, unseal, type PersonalKeys } from './pii-vault';
import type { Transaction } from './warehouse';

/** What an erasure took away. */
export interface ErasedCounts {
	/** Persons, numbers and texts that rows of the projects no longer lead to, one a project and value. */
	readonly severed: number;
	/** Values that nothing younger needs and that left the vault. */
	readonly values: number;
	/** Blocks of the vault that were sealed again without them. */
	readonly blocks: number;
	readonly attachments: number;
}

/** Every personal column of every feed; `byProject` where its rows name a project. */
const personalColumns = [...feeds.values()].flatMap((feed) =>
	feed.columns
		.filter((column) => column.pii)
		.map((column) => ({
			table: `feed_${feed.feed}`,
			column: storedColumn(column).name,
			kind: personalKind(column),
			byProject: feed.columns.some(({ name }) => name === 'project_code')
		}))
);
const ofProjects = personalColumns.filter(({ byProject }) => byProject);

/**
 * Takes the persons out of all rows of the projects in the temporary table `erasing` (project_code), the older versions
 * too. Each key becomes a number drawn by lot, one for each project and key, and how they belong together is forgotten:
 * heads, months and sums can still be counted, but nothing leads back to the person or to the same person elsewhere.
 */
async function sever(tx: Transaction): Promise<number> {
	const keys = ofProjects.map(
		({ table, column, kind }) => `select project_code, '${kind}' as kind, ${column} as old from ${table}
			where ${column} is not null and project_code in (select project_code from erasing)`
	);
	await tx.run(`create or replace temp table severed as
		select project_code, kind, old, cast(hash(uuid()) >> 1 as bigint) as fresh
		from (select distinct project_code, kind, old from (${keys.join(' union all ')}) as k) as d
		where old in (select pii_key from pii_value)`);
	for (const { table, column, kind } of ofProjects) {
		await tx.run(`update ${table} as f set ${column} = s.fresh from severed as s
			where s.kind = '${kind}' and s.project_code = f.project_code and s.old = f.${column}`);
	}
	const severed = await counted(tx, 'select count(*) as n from severed');
	await tx.run('drop table severed');
	return severed;
}

/** Drops the values that no row needs any more, and seals their blocks again without them. */
async function emptyVault(tx: Transaction, keys: PersonalKeys): Promise<{ values: number; blocks: number }> {
	const needed = personalColumns.map(({ table, column }) => `select ${column} as pii_key from ${table}`);
	await tx.run(`create or replace temp table unneeded as
		select pii_key, block_id, slot from pii_value
		where pii_key not in (select pii_key from (${needed.join(' union all ')}) as n where pii_key is not null)`);
	const blocks = await tx.all(
		`select b.block_id, to_base64(b.cipher) as cipher, to_json(list(u.slot)) as slots
		from unneeded u join pii_block b on b.block_id = u.block_id group by b.block_id, b.cipher order by b.block_id`
	);
	for (const block of blocks) {
		const gone = new Set(JSON.parse(String(block['slots'])) as number[]);
		const values = JSON.parse(unseal(keys, Buffer.from(String(block['cipher']), 'base64'))) as (
			string | null
		)[];
		// The slots of the others stay where they are.
		const left = values.map((value, slot) => (gone.has(slot) ? null : value));
		const id = Number(block['block_id']);
		await tx.run('delete from pii_block where block_id = $id', { id });
		if (left.some((value) => value !== null))
			await tx.insertBlobs('pii_block', [{ id, bytes: seal(keys, JSON.stringify(left)) }]);
	}
	const values = await tx.run('delete from pii_value where pii_key in (select pii_key from unneeded)');
	await tx.run('drop table unneeded');
	return { values, blocks: blocks.length };
}

/** Files that people put beside things of the projects go too; that there was one stays on record. */
async function emptyAttachments(tx: Transaction): Promise<number> {
	const ours = `select attachment_id from attachment where project_code in (select project_code from erasing)`;
	const gone = await tx.run(`delete from attachment_bytes where attachment_id in (${ours})`);
	await tx.run(
		`update attachment set file_name = '（已按保存期限删除）', words = null where attachment_id in (${ours})`
	);
	return gone;
}

/** Erases the personal data of projects; doing it again changes nothing. */
export async function erasePersons(
	tx: Transaction,
	keys: PersonalKeys,
	projects: readonly string[]
): Promise<ErasedCounts> {
	await tx.run(
		`create or replace temp table erasing as
		select unnest(cast(cast($codes as json) as varchar[])) as project_code`,
		{ codes: JSON.stringify(projects) }
	);
	const severed = await sever(tx);
	const { values, blocks } = await emptyVault(tx, keys);
	const attachments = await emptyAttachments(tx);
	await tx.run('drop table erasing');
	return { severed, values, blocks, attachments };
}

/** Codes of the projects that rows of the staged table name and whose personal data were erased. */
export async function erasedCodes(tx: Transaction, codeSql: string): Promise<string[]> {
	if ((await counted(tx, 'select count(*) as n from erased_project')) === 0) return [];
	const rows = await tx.all(
		`select distinct project_code as code from erased_project
		where project_code in (select ${codeSql} from incoming) order by code`
	);
	return rows.map((row) => String(row['code']));
}
