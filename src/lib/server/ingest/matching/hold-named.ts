import type { FeedDefinition } from '$lib/domain/feed';
import { storedColumns } from '$lib/server/warehouse/feed-tables';
import type { PersonalKeys } from '$lib/server/warehouse/pii-vault';
import { sqlText } from '$lib/server/warehouse/sql-values';
import type { Transaction } from '$lib/server/warehouse/warehouse';
import { makeFresh } from '../fresh-rows';
import { provisional } from '../partial-forms';
import { foldedName } from './fold-name';
import { alike, alikeInPlace, comparable, likeness } from './likeness';
import type { NameColumn } from './name-columns';

/** What must be known of a batch in order to keep the names in it. */
export interface NamedBatch {
	readonly feed: FeedDefinition;
	readonly batchId: number;
	readonly supplier: string | null;
	readonly named: readonly NameColumn[];
}

/** Why a row waits; the name is the value that is kept beside it. */
const waitingReason = (zh: string) => `只有名称，没有“${zh}”，等待在“名称匹配”中确认是哪一个`;

/**
 * SQL that is true of a row without the code. Under a provisional code it asks only where some project is alike: in a
 * district that knows its projects by name alone there is nothing to ask.
 */
function lacking({ code, isProvisional }: NameColumn): string {
	if (!isProvisional) return `r.${code} is null`;
	return `starts_with(r.${code}, '${provisional}') and r.row_no in (select row_no from alike_row)`;
}

/** SQL of the names in `rows` that came without their code; `nameOf` gives the SQL of the name in a row. */
function keepSql(
	{ feed, named }: NamedBatch,
	rows: string,
	holds: boolean,
	nameOf: (column: NameColumn) => string
): string | undefined {
	const cells = storedColumns(feed).map(({ name }) => `${name} := r.${name}`);
	const street = feed.columns.some(({ name }) => name === 'street') ? 'r.street' : 'null';
	const parts = named
		.filter((column) => column.holds === holds)
		.map((column) => {
			const name = nameOf(column);
			return `select $batch, r.row_no, ${sqlText(feed.feed)}, ${sqlText(column.code)}, ${sqlText(column.kind)},
					$supplier, ${name}, ${foldedName(name)}, ${street}, ${holds}, to_json(struct_pack(${cells.join(', ')}))
				from ${rows} where ${lacking(column)} and ${name} is not null and ${foldedName(name)} <> ''`;
		});
	return parts.length === 0 ? undefined : `insert into named_row ${parts.join(' union all ')}`;
}

/** Rows of `fresh` under a provisional code whose name is like that of a project with a code: `alike_row`. */
async function findAlike(tx: Transaction): Promise<void> {
	await tx.run(`create or replace temp table alike_row as
		with mine as (
			select row_no, street, ${comparable(foldedName('project_name'))} from fresh
			where starts_with(project_code, '${provisional}')
		), other as (
			select street, ${comparable(foldedName('project_name'))} from feed_projects
			where known_to is null and not starts_with(project_code, '${provisional}')
		)
		select distinct mine.row_no from mine join other
			on ${likeness('mine', 'other')} >= case when other.street = mine.street then ${alikeInPlace} else ${alike} end`);
}

/** Keeps the names of rows that are in without a code that they need not have; `fresh` holds those rows. */
export async function keepNames(tx: Transaction, batch: NamedBatch): Promise<void> {
	if (batch.named.some(({ isProvisional }) => isProvisional)) await findAlike(tx);
	const sql = keepSql(batch, 'fresh r join typed t on t.row_no = r.row_no', false, (column) =>
		column.column === null ? `t.n_${column.code}` : `r.${column.column}`
	);
	if (sql) await tx.run(sql, { batch: batch.batchId, supplier: batch.supplier ?? '' });
}

/**
 * Keeps the rows that are good but for a code that they name instead: set aside with a reason of their own, and with
 * what is needed to let them in once the code is known. Leaves `typed` and `fresh` standing for these rows.
 */
export async function holdNamed(
	tx: Transaction,
	batch: NamedBatch & { readonly keys: PersonalKeys; readonly plain: ReadonlySet<string> }
): Promise<void> {
	const { feed, batchId, named } = batch;
	if (!named.some(({ holds }) => holds)) return;
	await tx.run(
		'create or replace temp view typed as select * replace (true as ok) from typed_row where waits'
	);
	await makeFresh(tx, batch);
	const sql = keepSql(batch, 'fresh r join typed t on t.row_no = r.row_no', true, (column) =>
		column.column === null ? `t.n_${column.code}` : `t.${column.column}`
	);
	if (sql) await tx.run(sql, { batch: batchId, supplier: batch.supplier ?? '' });
	for (const { code } of named.filter(({ holds }) => holds).toReversed()) {
		const zh = feed.columns.find(({ name }) => name === code)?.zh ?? code;
		await tx.run(
			`update set_aside set column_name = $code, value = left(n.name, 200), reason = $reason
			from named_row n
			where n.batch_id = $batch and n.holds and n.code_column = $code
				and set_aside.batch_id = n.batch_id and set_aside.row_no = n.row_no`,
			{ batch: batchId, code, reason: waitingReason(zh) }
		);
	}
}
