import { join } from 'node:path';
import { chooseSheets } from './choose-sheets';
import { emptyFile } from './file-head';
import type { ReaderLimits } from './reader-limits';
import { sheetTable, type SheetInput } from './sheet-table';
import type { SuppliedFile } from './supplied-file';
import type { TableSource } from './table-source';

/** A workbook of any format, behind which the library that reads it stands. */
export interface Workbook<Sheet extends { name: string; hidden: boolean }> {
	sheets: readonly Sheet[];
	/** Rows and merged ranges of a sheet, read when asked for. */
	open(sheet: Sheet): Promise<Pick<SheetInput, 'rows' | 'merges'>>;
}

/**
 * Reads the sheets of a workbook that are to be read (`chooseSheets`) into CSV files in `temp`.
 * @throws RiskError FILE_EMPTY when no sheet has a data row
 */
export async function readWorkbook<Sheet extends { name: string; hidden: boolean }>(
	file: Omit<SuppliedFile, 'path'>,
	workbook: Workbook<Sheet>,
	temp: string,
	limits: ReaderLimits
): Promise<TableSource[]> {
	const chosen = chooseSheets(workbook.sheets, file.feed);
	const tables: TableSource[] = [];
	for (const [i, { sheet, feed }] of chosen.sheets.entries()) {
		const input = {
			file: file.name,
			sheet: sheet.name,
			feed,
			choices: file,
			...(await workbook.open(sheet))
		};
		const table = await sheetTable(input, join(temp, `sheet-${i + 1}.csv`), limits);
		if (table) tables.push(table);
		if (table && chosen.take === 'first') break;
	}
	if (tables.length === 0) throw emptyFile(file.name);
	const read = new Set(tables.map((table) => table.sheet));
	const left = workbook.sheets.filter((sheet) => !sheet.hidden && !read.has(sheet.name));
	if (left.length > 0) {
		const names = left.map((sheet) => `“${sheet.name}”`).join('、');
		tables[0]!.notes.push(`没有读入的工作表：${names}；要读入请把工作表改名为数据名称。`);
	}
	return tables;
}
