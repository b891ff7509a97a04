import { sqlText } from '$lib/server/warehouse/sql-values';
import type { TableSource } from './readers/table-source';

const cell = (index: number) => `c${index}`;

/** SQL that loads a table as it stands, every cell a text, one row a row, in file order. */
export function incomingSql(table: TableSource): string {
	return table.data.kind === 'ndjson' ? ndjsonSql(table, table.data.path) : csvSql(table);
}

function csvSql(table: TableSource): string {
	if (table.data.kind !== 'csv') throw new TypeError('not a CSV table');
	const { path, delimiter, skipLines, rowNumbers } = table.data;
	const names = table.headers.map((_, index) => cell(index));
	const columns = (rowNumbers ? ['row_no', ...names] : names).map((name) => `'${name}': 'VARCHAR'`);
	return `create or replace temp table incoming as select * from read_csv(${sqlText(path)},
		columns = {${columns.join(', ')}}, header = false, auto_detect = false, skip = ${skipLines},
		delim = ${sqlText(delimiter)}, quote = '"', escape = '"', strict_mode = true)`;
}

/** Where the value of a key lies, in the one notation that takes every key; none takes a zero letter. */
const pointerTo = (key: string) =>
	sqlText(key.includes('\0') ? '/ ' : `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);

function ndjsonSql(table: TableSource, path: string): string {
	const paths = table.headers.map(pointerTo);
	const cells = table.headers.map((_, index) => `v[${index + 1}] as ${cell(index)}`);
	const numbered = table.data.rowNumbers;
	if (numbered) cells.push(`v[${table.headers.length + 1}] as row_no`);
	if (numbered) paths.push(pointerTo('row_no'));
	return `create or replace temp table incoming as
		select ${cells.join(', ')}, valid
		from (
			select json_valid(line) as valid,
				case when json_valid(line) then json_extract_string(line, [${paths.join(', ')}]) end as v
			from read_csv(${sqlText(path)}, columns = {'line': 'VARCHAR'}, header = false, auto_detect = false,
				delim = '\x01', quote = '', escape = '', strict_mode = false, max_line_size = 4000000)
		)`;
}

/**
 * SQL of the row number, as a person counts it in the file.
 * @param firstRowId smallest `rowid` of `incoming`: rows of an open transaction do not start at 0
 */
export function rowNumberSql(table: TableSource, firstRowId: bigint): string {
	if (table.data.rowNumbers) return 'cast(row_no as integer)';
	return `cast(rowid - ${firstRowId} + ${table.firstRow} as integer)`;
}

/** The loaded cell of a column of the feed, or undefined where the file does not have it. */
export function cellOf(table: TableSource, column: string): string | undefined {
	const index = table.columns.indexOf(column);
	return index === -1 ? undefined : cell(index);
}
