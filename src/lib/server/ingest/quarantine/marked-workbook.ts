import { writeXlsx, type CellStyle, type CellValue } from 'hucre/xlsx';
import { feeds } from '$lib/domain/feeds';
import type { AsideTable } from './aside-rows';
import { blamedColumns, maskLoose, maskText } from './shown-cells';

/** The rows of one batch that go back to their supplier. */
export interface ReturnedRows {
	readonly table: AsideTable;
	/** Why each row was set aside, by row number. */
	readonly reasons: ReadonlyMap<number, { readonly column: string | null; readonly reason: string }>;
}

const rowHeader = '原文件行号';
const reasonHeader = '问题（改好后可留可删）';
const badCell: CellStyle = {
	fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFBD9D7' } },
	font: { bold: true, color: { rgb: 'FFA11C26' } }
};
const headCell: CellStyle = { font: { bold: true } };

/** A text that a spreadsheet would take for a formula stays a text; a number stays as it was written. */
const harmless = (text: string) =>
	/^[\s'"]*[=+\-@＝＋－＠\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;

/**
 * A workbook for a supplier: a sheet for each batch, the rows under the supplier's own headers, every cell a text, bad
 * cells coloured with the reason as a comment. Corrected, it can be handed in as it is.
 * @param personal whether persons stand in the clear; masked else
 */
export function markedWorkbook(parts: readonly ReturnedRows[], personal: boolean): Promise<Uint8Array> {
	const used = new Set<string>();
	return writeXlsx({ sheets: parts.map((part) => sheetOf(part, personal, used)) });
}

/** The name of the feed, by which the sheet is recognised when it comes back, with the batch where it stands twice. */
function sheetName(feed: string, batch: number, used: Set<string>): string {
	const zh = (feeds.get(feed)?.zh ?? feed).replaceAll(/[\\/?*[\]:]/g, '').slice(0, 20);
	const name = used.has(zh) ? `${zh}_${batch}` : zh;
	used.add(name);
	return name;
}

function sheetOf({ table, reasons }: ReturnedRows, personal: boolean, used: Set<string>) {
	const definition = feeds.get(table.feed);
	const columnAt = (at: number) => definition?.columns.find(({ name }) => name === table.columns[at]);
	const shown = (at: number, value: string) => {
		const column = columnAt(at);
		if (personal || value === '') return value;
		return column?.pii ? maskText(column, value) : column ? value : maskLoose(value);
	};
	const cells = new Map<string, { style?: CellStyle; comment?: { author: string; text: string } }>();
	const width = table.headers.length;
	const head = [...table.headers, rowHeader, reasonHeader];
	for (const at of head.keys()) cells.set(`0,${at}`, { style: headCell });
	const rows: CellValue[][] = table.rows.map((row, index) => {
		const { column = null, reason = '' } = reasons.get(row.rowNo) ?? {};
		const blamed = blamedColumns(table.feed, reason);
		const bad = table.columns.flatMap((name, at) => (name !== null && blamed.has(name) ? [at] : []));
		for (const at of bad.length > 0 ? bad : [width + 1]) {
			const isFirst = table.columns[at] === column || at === bad[0] || bad.length === 0;
			cells.set(`${index + 1},${at}`, {
				style: badCell,
				...(isFirst && { comment: { author: '薪哨', text: reason } })
			});
		}
		const values = table.headers.map((_, at) => {
			// eslint-disable-next-line no-control-regex
			const value = (row.cells?.[at] ?? '').replace(/^\u0001[^:]*:?/, '');
			return value === '' ? null : harmless(shown(at, value));
		});
		if (row.cells === null && row.raw !== null) values[0] = harmless(personal ? row.raw : maskLoose(row.raw));
		return [...values, String(row.rowNo), harmless(reason)];
	});
	return {
		name: sheetName(table.feed, table.batch, used),
		rows: [head, ...rows],
		cells,
		columns: head.map((header, at) => ({
			width: at === width + 1 ? 60 : Math.max(12, Math.min(30, [...header].length * 2 + 2)),
			numFmt: '@'
		})),
		freezePane: { rows: 1 }
	};
}
