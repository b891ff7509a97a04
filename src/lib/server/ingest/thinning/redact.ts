import type { FeedDefinition } from '$lib/domain/feed';
import { storedColumn } from '$lib/server/warehouse/feed-tables';
import { keySql, personalKind, type PersonalKeys } from '$lib/server/warehouse/pii-vault';
import { sqlText } from '$lib/server/warehouse/sql-values';
import { trimmedText } from '../check-sql';
import { cellOf, rowNumberSql } from '../incoming-sql';
import type { TableSource } from '../readers/table-source';

/** Numbers drawn by lot for one work alone: who stands behind a placeholder cannot be worked out afterwards. */
export type Lot = Pick<PersonalKeys, 'hmac'>;

/** What stands where a person stood: told apart within a project, leading to nobody. */
const mark = 'ERASED-';

/** One person, one text, as rows are keyed when they come in. */
const folded = (text: string) => `upper(translate(${text}, '０１２３４５６７８９Ｘｘ 　', '0123456789XX'))`;

/** 63 bits, as persons are told apart everywhere. */
const placeholder = (lot: Lot, kind: string, project: string, text: string) =>
	`${sqlText(mark)} || printf('%016X', ${keySql(lot, sqlText(kind), `${project} || ' ' || ${text}`)})`;

export interface Redaction {
	readonly feed: FeedDefinition;
	readonly table: TableSource;
	/** Smallest `rowid` of `incoming`. */
	readonly firstRowId: bigint;
	readonly lot: Lot;
}

/**
 * SQL of the rows of `incoming` as they may be kept, in file order: row number, then every cell. Rows of the projects in
 * the temporary table `going` (project_code), and those that `going_row` (row_no, project_code) names, lose their persons
 * and every cell of which nobody knows what it is; figures, days and codes stay.
 */
export function redactedSql({ feed, table, firstRowId, lot }: Redaction): string {
	const rowNo = rowNumberSql(table, firstRowId);
	const code = cellOf(table, 'project_code');
	const valid = table.data.kind === 'ndjson' ? 'where valid' : '';
	const cells = table.headers.map((_, index) => {
		const cell = `c${index}`;
		const column = feed.columns.find(({ name }) => name === table.columns[index]);
		if (column === undefined) return `case when gone is null then ${cell} end as ${cell}`;
		if (column.pii !== true) return cell;
		const kind = personalKind(column);
		const isNumber = kind === 'id' || kind === 'phone' || kind === 'account';
		const text = isNumber ? folded(trimmedText(cell)) : trimmedText(cell);
		// A file that was rewritten before, for another erasure or by a work that was killed, keeps who is who in it.
		return `case when gone is null or coalesce(${trimmedText(cell)}, '') = ''
			or regexp_full_match(${trimmedText(cell)}, '${mark}[0-9A-F]{16}') then ${cell}
			else ${placeholder(lot, kind, 'gone', text)} end as ${cell}`;
	});
	const byCode = code
		? `left join going g on g.project_code = ${trimmedText(`i.${code}`)}`
		: 'left join going g on false';
	return `select file_row, ${cells.join(', ')}, gone from (
			select i.*, coalesce(g.project_code, n.project_code) as gone
			from (select *, ${rowNo} as file_row from incoming ${valid}) i ${byCode}
			left join going_row n on n.row_no = i.file_row
		) as r`;
}

/** SQL of the rows of the given batches that speak of the projects in `going`, as the warehouse knows them. */
export function goingRowsSql(feed: FeedDefinition): string {
	if (!feed.columns.some(({ name }) => name === 'project_code'))
		return 'select cast(null as integer) as row_no, cast(null as varchar) as project_code limit 0';
	const stored = storedColumn(feed.columns.find(({ name }) => name === 'project_code')!).name;
	return `select row_no, min(${stored}) as project_code from feed_${feed.feed}
		where batch_id in (select unnest(cast(cast($batches as json) as integer[])))
			and ${stored} in (select project_code from going)
		group by row_no`;
}
