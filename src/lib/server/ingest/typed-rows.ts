import type { FeedDefinition } from '$lib/domain/feed';
import { storedColumn } from '$lib/server/warehouse/feed-tables';
import { maskSql, personalKind } from '$lib/server/warehouse/pii-vault';
import { columnCheck, trimmedText } from './check-sql';
import { cellOf, rowNumberSql } from './incoming-sql';
import type { NameColumn } from './matching/name-columns';
import type { DerivedColumn } from './partial-forms';
import { plainForm } from './plain-columns';
import type { TableSource } from './readers/table-source';

/** The loaded table `incoming`, and what is known of it. */
export interface IncomingRows {
	readonly feed: FeedDefinition;
	readonly table: TableSource;
	readonly derived: readonly DerivedColumn[];
	/** Smallest `rowid` of `incoming`. */
	readonly firstRowId: bigint;
	/** Columns whose every cell is written plainly; see plain-columns.ts. */
	readonly plain: ReadonlySet<string>;
	/** Codes that rows may name instead of give, where some row does. */
	readonly named: readonly NameColumn[];
	/** Whether every row is known to be good, so that none need be checked one by one. */
	readonly isClean: boolean;
}

/** The rows of `incoming` with trimmed texts `t_…`, names `n_…` beside codes, and typed values `v_…`. */
function valuedRows({ feed, table, derived, named, firstRowId, plain }: IncomingRows): string {
	const derivedNames = new Set(derived.map((item) => item.column));
	const texts = feed.columns
		.filter((column) => !derivedNames.has(column.name))
		.map((column) => {
			const cell = cellOf(table, column.name);
			if (!cell) return `cast(null as varchar) as t_${column.name}`;
			const text = plain.has(column.name) ? `nullif(${cell}, '')` : trimmedText(cell);
			return `${text} as t_${column.name}`;
		});
	for (const { code, index, column } of named) {
		const cell = index === null ? cellOf(table, column ?? '') : `c${index}`;
		texts.push(`${cell ? trimmedText(cell) : 'cast(null as varchar)'} as n_${code}`);
	}
	const valid = table.data.kind === 'ndjson' ? 'valid' : 'true';
	const trimmed = `select ${rowNumberSql(table, firstRowId)} as row_no, ${valid} as readable, ${texts.join(', ')} from incoming`;
	const whole =
		derived.length === 0
			? trimmed
			: `select *, ${derived.map((item) => `${item.sql} as t_${item.column}`).join(', ')} from (${trimmed}) as r`;
	const values = feed.columns
		.filter((column) => column.type !== 'text')
		.map((column) => {
			const form = plain.has(column.name) ? plainForm(column, `t_${column.name}`) : undefined;
			return `${form?.value ?? columnCheck(column).value} as v_${column.name}`;
		});
	return `select *${values.length > 0 ? ', ' + values.join(', ') : ''} from (${whole}) as w`;
}

/** SQL of the typed rows: row number, whether the row is good, stored values; persons still as text. */
export function typedSql(rows: IncomingRows): string {
	const { feed, named } = rows;
	const outputs = feed.columns.map((column) => {
		if (column.pii) return `t_${column.name}`;
		const from = column.type === 'text' ? `t_${column.name}` : `v_${column.name}`;
		return `${from} as ${storedColumn(column).name}`;
	});
	const fails = feed.columns.map((column) => columnCheck(column).fails).filter((sql) => sql !== 'false');
	const ok = rows.isClean ? 'true' : `readable and not (${fails.join(' or ') || 'false'})`;
	outputs.push(...named.map(({ code }) => `n_${code}`));
	return `select row_no, ${ok} as ok, ${waitsSql(rows)} as waits, ${outputs.join(', ')} from (${valuedRows(rows)})`;
}

/** SQL that is true of a row that lacks nothing but a code, and names its subject instead. */
function waitsSql({ feed, named }: IncomingRows): string {
	const held = new Set(named.filter(({ holds }) => holds).map(({ code }) => code));
	if (held.size === 0) return 'false';
	const fails = feed.columns.map((column) => {
		if (!held.has(column.name)) return columnCheck(column).fails;
		const { required: _, ...optional } = column;
		return `(${columnCheck(optional).fails} or (t_${column.name} is null and n_${column.name} is null))`;
	});
	const lacks = [...held].map((code) => `t_${code} is null`).join(' or ');
	return `readable and (${lacks}) and not (${fails.join(' or ')})`;
}

/** SQL that lists the rows that are not good: number, first failing column, its value, all reasons. */
export function badRowsSql(rows: IncomingRows): string {
	const { feed } = rows;
	const checks = feed.columns.map(columnCheck).filter((check) => check.fails !== 'false');
	const first = checks.map((check) => `when ${check.fails} then '${check.column.name}'`).join(' ');
	const value = checks
		.map(({ column, fails }) => {
			const text = `t_${column.name}`;
			return `when ${fails} then ${column.pii ? maskSql(`'${personalKind(column)}'`, text) : `left(${text}, 200)`}`;
		})
		.join(' ');
	const reasons = checks.map((check) => `case when ${check.fails} then ${check.reason} end`).join(', ');
	return `select row_no,
			case when readable then case ${first} end end as column_name,
			case when readable then case ${value} end end as value,
			case when readable then concat_ws('；', ${reasons}) else '此行不是完整的 JSON 对象' end as reason
		from (${valuedRows(rows)})
		where row_no in (select row_no from typed where not ok)`;
}
