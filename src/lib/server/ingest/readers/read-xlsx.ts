import { readFile, stat } from 'node:fs/promises';
import { streamXlsxRows } from 'hucre/xlsx';
import { RiskError } from '$lib/domain/errors';
import type { SheetRow } from './merged-cells';
import type { ReaderLimits } from './reader-limits';
import { readWorkbook } from './read-workbook';
import type { TableSource } from './table-source';
import { mergedRanges, workbookSheets, type SheetPart } from './xlsx-parts';
import { openZip, tooBig, truncated } from './zip-archive';

/**
 * Reads an .xlsx workbook. The archive is checked and unpacked once against the limits, which also yields the
 * merged ranges; only then does the library stream the rows, so that neither a bomb nor a sheet that claims
 * to reach XFD1048576 can hurt.
 * @throws RiskError FILE_TRUNCATED, FILE_TOO_BIG, FILE_ENCRYPTED, FILE_EMPTY, FILE_HEADER_NOT_FOUND
 */
export async function readXlsx(
	file: { path: string; name: string; feed: string | null },
	temp: string,
	limits: ReaderLimits
): Promise<TableSource[]> {
	const { size } = await stat(file.path);
	if (size > limits.archiveBytes)
		throw tooBig(file.name, `有 ${Math.round(size / 1024 / 1024)} MB，超过上限`);
	const zip = await openZip(file, limits);
	try {
		const sheets = await workbookSheets(zip, file.name, limits);
		const bytes = new Uint8Array(await readFile(file.path));
		const open = async (sheet: SheetPart) => ({
			merges: await mergedRanges(zip, sheet),
			rows: sheetRows(bytes, sheet.index)
		});
		return await readWorkbook(file, { sheets, open }, temp, limits);
	} catch (error) {
		// Whatever the library says of a workbook it cannot read, the supplier can only export it again.
		throw error instanceof RiskError || isSystemError(error) ? error : truncated(file.name, error);
	} finally {
		zip.close();
	}
}

async function* sheetRows(bytes: Uint8Array, index: number): AsyncGenerator<SheetRow> {
	let last = 0;
	for await (const { index: rowIndex, values } of streamXlsxRows(bytes, { sheet: index })) {
		const row = Number.isSafeInteger(rowIndex) && rowIndex >= 0 ? rowIndex + 1 : last + 1;
		last = row;
		yield { row, cells: values };
	}
}

function isSystemError(error: unknown): boolean {
	return error instanceof Error && 'syscall' in error;
}
