import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import { matchHeader, statedUnit } from '../readers/header-match';
import type { AsideTable } from './aside-rows';

/** New values by column of the feed, for one row. An empty text empties the cell. */
export type RowEdit = Readonly<Record<string, string>>;

/**
 * Rows as lines of JSON under the headers that their supplier used, so that the same rules, the same memory of the
 * supplier and the same units read them again; edits come last.
 * @throws RiskError UNIT_UNCLEAR where a header states its unit and stands twice
 */
export function correctionLines(table: AsideTable, edits: ReadonlyMap<number, RowEdit>): string[] {
	const names = keysOf(table);
	const edited = new Set([...edits.values()].flatMap((edit) => Object.keys(edit)));
	const added = [...edited].filter((column) => !table.columns.includes(column));
	return table.rows.map(({ rowNo, cells }) => {
		const edit = edits.get(rowNo) ?? {};
		const row = new Map<string, string | null>();
		for (const [at, name] of names.entries()) {
			const column = table.columns[at] ?? null;
			const given = column === null ? undefined : edit[column];
			if (name !== null) row.set(name, given ?? cells?.[at] ?? null);
		}
		for (const column of added) row.set(column, edit[column] ?? null);
		return JSON.stringify(Object.fromEntries(row));
	});
}

/** The name under which each column of the file is written; null for one that nothing reads and that stands twice. */
function keysOf({ feed: name, headers, columns, fileName }: AsideTable): (string | null)[] {
	const feed = feeds.get(name);
	const counts = new Map<string, number>();
	for (const header of headers) counts.set(header, (counts.get(header) ?? 0) + 1);
	return headers.map((header, at) => {
		const column = columns[at] ?? null;
		const isAlone = header !== '' && counts.get(header) === 1;
		if (column === null) return isAlone && feed && matchHeader(header, feed) === null ? header : null;
		if (isAlone) return header;
		if (statedUnit(header) !== null) {
			throw new RiskError(
				'UNIT_UNCLEAR',
				`文件“${fileName}”的表头“${header}”重复出现且写明了单位，不能逐行更正；请下载工作簿，改好后重新上传。`
			);
		}
		return column;
	});
}
