import { writeXlsx, type CellValue } from 'hucre/xlsx';
import {
	decimalsOf,
	inFormUnit,
	type CellKind,
	type Report,
	type ReportCell,
	type ReportTable
} from './report';

const formats: Partial<Record<CellKind, string>> = {
	text: '@',
	integer: '0',
	yuan: '#,##0.00',
	wan: '#,##0.00',
	wan_people: '0.0000',
	percent: '0.0'
};

/** A text that a spreadsheet would take for a formula stays a text. */
const harmless = (text: string) => (/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text);

const cellOf = (kind: CellKind, cell: ReportCell): CellValue =>
	cell === null ? null : typeof cell === 'number' ? inFormUnit(kind, cell) : harmless(cell);

const widthOf = (kind: CellKind, zh: string) =>
	Math.max(kind === 'text' ? 14 : 10, Math.min(18, zh.length * 2));

/** Headers in one row, or in two where some share a header above; with the cells to merge, rows counted from 0. */
function headerRows(table: ReportTable, top: number) {
	const { columns } = table;
	if (columns.every((column) => column.under === undefined))
		return { rows: [columns.map((column) => column.zh)], merges: [] };
	const upper = columns.map((column, index) =>
		column.under === undefined ? column.zh : columns[index - 1]?.under === column.under ? null : column.under
	);
	const lower = columns.map((column) => (column.under === undefined ? null : column.zh));
	const merges = columns.flatMap((column, index) => {
		if (column.under === undefined)
			return [{ startRow: top, startCol: index, endRow: top + 1, endCol: index }];
		if (columns[index - 1]?.under === column.under) return [];
		let end = index;
		while (columns[end + 1]?.under === column.under) end += 1;
		return end === index ? [] : [{ startRow: top, startCol: index, endRow: top, endCol: end }];
	});
	return { rows: [upper, lower], merges };
}

function sheetOf(report: Report, table: ReportTable, isFirst: boolean) {
	const width = table.columns.length;
	const opening: CellValue[][] = isFirst
		? [
				[report.title.replaceAll('\n', '')],
				[report.heads.map(([label, value]) => `${label}：${value}`).join('　　　　')],
				...report.opening.map((text) => [text])
			]
		: [[table.name]];
	const header = headerRows(table, opening.length);
	const body = table.rows.map((row) => row.map((cell, index) => cellOf(table.columns[index]!.kind, cell)));
	const closing: CellValue[][] = isFirst ? report.closing.map((text) => [text]) : [];
	const wide = (row: number) => ({ startRow: row, startCol: 0, endRow: row, endCol: width - 1 });
	const firstClosing = opening.length + header.rows.length + body.length;
	return {
		name: table.name.replaceAll(/[\\/?*[\]:]/g, '').slice(0, 28),
		rows: [...opening, ...header.rows, ...(body.length > 0 ? body : [[table.empty ?? '']]), ...closing],
		columns: table.columns.map(({ kind, zh, width: given }) => ({
			width: given ?? widthOf(kind, zh),
			...(formats[kind] && decimalsOf(kind) >= 0 && { numFmt: formats[kind] })
		})),
		merges: [
			...opening.map((_, index) => wide(index)),
			...header.merges,
			...closing.map((_, index) => wide(firstClosing + (body.length > 0 ? 0 : 1) + index))
		],
		freezePane: { rows: opening.length + header.rows.length }
	};
}

/** A report as a workbook, a sheet a table, in the layout of the printed form. */
export function reportXlsx(report: Report): Promise<Uint8Array> {
	return writeXlsx({ sheets: report.tables.map((table, index) => sheetOf(report, table, index === 0)) });
}
