import type { NumberedRecord } from './csv-records';
import { isNoteRow } from './note-row';

/** What a record is to a table of `columns` columns: a row, nothing, a note under the table, or a fault. */
export type CsvRow = { cells: readonly string[] } | { blank: true } | { note: string } | { fault: string };

/** A row longer than this is no row of a table; the engine takes lines of 2 MB, and every letter may be three bytes. */
export const longestRowChars = 500_000;
export const tooLongRow = `一行超过 ${longestRowChars / 10_000} 万字`;
/** Whether a row is longer than any row of a table is. */
export const isTooLong = (cells: readonly string[]) =>
	cells.reduce((sum, cell) => sum + cell.length, 0) > longestRowChars;

/**
 * Judges a record. One with too few cells, or with text in surplus cells, is a fault: guessing which cell is
 * missing would shift amounts into other columns.
 */
export function csvRow(record: NumberedRecord, columns: number, keys: readonly number[]): CsvRow {
	if ('fault' in record) return { fault: record.fault };
	const { cells } = record;
	if (cells.every((cell) => cell.trim() === '')) return { blank: true };
	if (isTooLong(cells)) return { fault: tooLongRow };
	if (isNoteRow(cells, keys)) return { note: cells.filter((cell) => cell.trim() !== '').join(' ') };
	const surplusIsBlank = cells.length > columns && cells.slice(columns).every((cell) => cell.trim() === '');
	if (cells.length === columns || surplusIsBlank) return { cells };
	return { fault: `有 ${cells.length} 列，应有 ${columns} 列` };
}

/**
 * True when DuckDB would take the record as it stands; `="6222…"`, which keeps digits in Excel, would stay so.
 */
export function isPlainRow(record: NumberedRecord, columns: number, keys: readonly number[]): boolean {
	const row = csvRow(record, columns, keys);
	if ('blank' in row) return record.raw === '';
	return 'cells' in row && row.cells.length === columns && !record.raw.includes('="');
}
