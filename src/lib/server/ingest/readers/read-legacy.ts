import { readFile, stat } from 'node:fs/promises';
import { read, set_cptable, SSF, utils, type CellObject, type WorkSheet } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel';
import type { CellValue } from './cell-text';
import { decodes } from './encoding';
import type { SheetRow } from './merged-cells';
import type { ReaderLimits } from './reader-limits';
import { readWorkbook } from './read-workbook';
import type { SuppliedFile } from './supplied-file';
import type { TableSource } from './table-source';
import { encrypted, tooBig, truncated } from './zip-archive';

// Workbooks of Excel 95, which some exporters still write, hold Chinese in GBK.
set_cptable(codepages);

/** Rows of a sheet in Excel. */
const MOST_ROWS = 1_048_576;

interface LegacySheet {
	name: string;
	hidden: boolean;
	sheet: WorkSheet;
}

/**
 * Reads the old and disguised workbooks: BIFF .xls, .xlsb, and web or XML tables named .xls, in one piece.
 * @throws RiskError FILE_TOO_BIG, FILE_ENCRYPTED, FILE_TRUNCATED, FILE_EMPTY, FILE_HEADER_NOT_FOUND
 */
export async function readLegacy(
	file: SuppliedFile,
	temp: string,
	limits: ReaderLimits
): Promise<TableSource[]> {
	const { size } = await stat(file.path);
	if (size > limits.legacyBytes) throw tooBig(file.name, '是旧版表格且过大，请另存为 xlsx');
	const bytes = await readFile(file.path);
	const book = parse(bytes, file.name);
	const date1904 = book.Workbook?.WBProps?.date1904 === true;
	const sheets = book.SheetNames.map((name, i) => ({
		name,
		hidden: (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0,
		sheet: book.Sheets[name] ?? {}
	}));
	const open = async ({ sheet }: LegacySheet) => ({
		rows: sheetRows(sheet, date1904, limits),
		merges: (sheet['!merges'] ?? []).map(({ s, e }) => ({
			fromRow: s.r + 1,
			toRow: e.r + 1,
			fromColumn: s.c,
			toColumn: e.c
		}))
	});
	return readWorkbook(file, { sheets, open }, temp, limits);
}

function parse(bytes: Buffer, name: string) {
	const options = {
		dense: true,
		cellFormula: false,
		cellHTML: false,
		cellNF: true,
		cellText: false
	} as const;
	try {
		// A web table in GBK must be decoded first: the library would read it as Latin letters.
		const isText = bytes[0] !== 0xd0 && bytes.subarray(0, 2).toString('latin1') !== 'PK';
		if (!isText) return read(bytes, { ...options, type: 'buffer' });
		const text = new TextDecoder(decodes(bytes, 'utf-8') ? 'utf-8' : 'gb18030').decode(bytes);
		return read(text, { ...options, type: 'string', raw: true });
	} catch (cause) {
		if (cause instanceof Error && /password|encrypt/i.test(cause.message)) throw encrypted(name);
		throw truncated(name, cause);
	}
}

// A hostile file can put a cell at row one billion; the arrays are sparse, walking them is what would hang.
function* sheetRows(sheet: WorkSheet, date1904: boolean, limits: ReaderLimits): Generator<SheetRow> {
	if (!sheet['!ref']) return;
	const first = utils.decode_range(sheet['!ref']).s;
	const rows = (sheet['!data'] ?? []) as (CellObject | undefined)[][];
	for (let r = first.r; r < Math.min(rows.length, MOST_ROWS); r++) {
		const row = rows[r];
		if (!row) continue;
		const cells = Array.from(row.slice(0, limits.columns + 1), (cell) => cellValue(cell, date1904));
		yield { row: r + 1, cells };
	}
}

function cellValue(cell: CellObject | undefined, date1904: boolean): CellValue {
	if (!cell || cell.t === 'e' || cell.t === 'z') return null;
	if (cell.t !== 'n' || typeof cell.v !== 'number') return cell.v;
	if (typeof cell.z !== 'string' || !SSF.is_date(cell.z)) return cell.v;
	const date = SSF.parse_date_code(cell.v, { date1904 });
	return date ? new Date(Date.UTC(date.y, date.m - 1, date.d, date.H, date.M, Math.round(date.S))) : cell.v;
}
