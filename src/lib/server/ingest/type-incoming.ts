import type { FeedDefinition } from '$lib/domain/feed';
import { counted } from '$lib/server/warehouse/counted';
import type { Transaction } from '$lib/server/warehouse/warehouse';
import { trimmedText } from './check-sql';
import { cellOf } from './incoming-sql';
import { nameColumns, type NameColumn } from './matching/name-columns';
import { derivedColumns } from './partial-forms';
import { plainProbeSql } from './plain-columns';
import type { TableSource } from './readers/table-source';
import { firstRowId } from './stage-table';
import { typedSql, type IncomingRows } from './typed-rows';

/** Which columns are written plainly in every row, and whether, with that, every row is good. */
async function probe(
	tx: Transaction,
	feed: FeedDefinition,
	table: TableSource,
	isPartial: boolean
): Promise<{ plain: ReadonlySet<string>; isClean: boolean }> {
	const cells = feed.columns.flatMap((column) => {
		const cell = cellOf(table, column.name);
		return cell ? [{ column, cell }] : [];
	});
	const [answer = {}] = await tx.all(plainProbeSql(cells));
	const plain = new Set(cells.map(({ column }) => column.name).filter((name) => answer[name] === true));
	const isClean =
		!isPartial &&
		feed.columns.every(({ closed }) => closed === undefined) &&
		table.data.kind === 'csv' &&
		cells.every(({ column }) => plain.has(column.name) && answer[`kept_${column.name}`] !== false);
	return { plain, isClean };
}

/** A clean file is typed as it is read; another is typed once and kept, because its bad rows are asked for too. */
async function makeTyped(tx: Transaction, rows: IncomingRows): Promise<void> {
	if (rows.isClean) {
		await tx.run(`create or replace temp view typed as ${typedSql(rows)}`);
		return;
	}
	await tx.run(`create or replace temp table typed_row as ${typedSql(rows)}`);
	await tx.run('create or replace temp view typed as select * from typed_row');
}

/** Codes that rows of this table name instead of give; a column of codes without a hole leaves nothing to name. */
async function namedCodes(
	tx: Transaction,
	feed: FeedDefinition,
	table: TableSource
): Promise<readonly NameColumn[]> {
	const named: NameColumn[] = [];
	for (const column of nameColumns(feed, table)) {
		const cell = cellOf(table, column.code);
		const holes = cell && `select count(*) as n from incoming where coalesce(${trimmedText(cell)}, '') = ''`;
		if (!holes || (await counted(tx, holes)) > 0) named.push(column);
	}
	return named;
}

/** Types the rows of `incoming`, in the cheapest way that the file allows. */
export async function typeRows(tx: Transaction, feed: FeedDefinition, table: TableSource) {
	const derived = derivedColumns(feed, (column) => table.columns.includes(column));
	const named = await namedCodes(tx, feed, table);
	const rows = {
		feed,
		table,
		derived,
		named,
		firstRowId: await firstRowId(tx),
		...(await probe(tx, feed, table, derived.length > 0 || named.length > 0))
	};
	await makeTyped(tx, rows);
	return rows;
}
