import { stat } from 'node:fs/promises';
import { RiskError } from '$lib/domain/errors';
import type { ReaderLimits } from './reader-limits';
import { readWorkbook } from './read-workbook';
import type { SuppliedFile } from './supplied-file';
import type { TableSource } from './table-source';
import { mergedRanges } from './xlsx-merges';
import { workbookParts, type SheetPart } from './xlsx-parts';
import { sharedStrings, worksheetRows } from './xlsx-rows';
import { openZip, tooBig, truncated } from './zip-archive';

/**
 * Reads an .xlsx workbook in a stream: what is held in memory is the table of shared texts and one row. A
 * library would be shorter, but those tried hold every text as an object (600 MB for 400,000 names), round
 * the 16th digit of an id, and trust the sizes that the archive claims.
 * @throws RiskError FILE_TRUNCATED, FILE_TOO_BIG, FILE_ENCRYPTED, FILE_EMPTY, FILE_HEADER_NOT_FOUND
 */
export async function readXlsx(
	file: SuppliedFile,
	temp: string,
	limits: ReaderLimits
): Promise<TableSource[]> {
	const { size } = await stat(file.path);
	if (size > limits.archiveBytes)
		throw tooBig(file.name, `有 ${Math.round(size / 1024 / 1024)} MB，超过上限`);
	const zip = await openZip(file, limits);
	try {
		const parts = await workbookParts(zip, file.name, limits);
		const strings = parts.sharedStrings === null ? [] : await sharedStrings(zip, parts.sharedStrings);
		const context = { ...parts, sharedStrings: strings };
		const open = async (sheet: SheetPart) => ({
			merges: await mergedRanges(zip, sheet.path),
			rows: worksheetRows(zip, sheet.path, context)
		});
		return await readWorkbook(file, { sheets: parts.sheets, open }, temp, limits);
	} catch (error) {
		// Whatever is wrong inside the workbook, the supplier can only export it again.
		throw error instanceof RiskError || isSystemError(error) ? error : truncated(file.name, error);
	} finally {
		zip.close();
	}
}

function isSystemError(error: unknown): boolean {
	return error instanceof Error && 'syscall' in error;
}
