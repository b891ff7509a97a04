import type { CellValue } from './cell-text';
import { attribute } from './xml-scanner';

/** What is needed to read a cell besides the cell. */
export interface CellContext {
	sharedStrings: readonly string[];
	dateStyles: readonly boolean[];
	date1904: boolean;
}

const MILLISECONDS_A_DAY = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** Excel believes in 29 February 1900, day 60; earlier days are off by one. */
const LEAP_BUG_DAY = 60;
/** 31 December 9999. */
const LAST_DAY = 2_958_465;

/** The value of a cell: `tag` is its start tag, `text` what stands in its `v`, or in its own text. */
export function cellValue(tag: string, text: string, context: CellContext): CellValue {
	switch (attribute(tag, 't')) {
		case 's':
			return context.sharedStrings[Number(text)] ?? null;
		case 'str':
		case 'inlineStr':
			return unescapeControls(text);
		case 'b':
			return text === '1' || text === 'true';
		case 'e':
			return null;
		case 'd':
			return text.replace(/T00:00:00.*$/, '').replace('T', ' ');
	}
	if (text.trim() === '') return null;
	const number = Number(text);
	if (Number.isNaN(number)) return text;
	const style = attribute(tag, 's');
	if (style !== undefined && context.dateStyles[Number(style)]) return serialDate(number, context.date1904);
	// Excel writes at most 15 digits that count and then zeros. Other programs write all digits of an id, which
	// a floating number would round.
	return /^\d{16,}$/.test(text) && !/^\d{15}0+$/.test(text) ? text : number;
}

/** The moment of an Excel serial, in UTC; a number no date can have stays a number. */
export function serialDate(serial: number, date1904: boolean): Date | number {
	if (serial < 0 || serial > LAST_DAY + 1) return serial;
	if (date1904) return new Date(EPOCH_1904 + serial * MILLISECONDS_A_DAY);
	const days = serial < LEAP_BUG_DAY ? serial + 1 : serial;
	return new Date(EPOCH_1900 + days * MILLISECONDS_A_DAY);
}

/** Resolves `_x000D_` and the like, by which workbooks write control characters. */
export function unescapeControls(text: string): string {
	if (!text.includes('_x')) return text;
	return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** 0-based index of a column by its letters: `A` is 0, `XFD` 16,383. */
export function columnIndex(letters: string): number {
	let index = 0;
	for (let i = 0; i < letters.length; i++) {
		const digit = (letters.charCodeAt(i) & 0xdf) - 64;
		if (digit < 1 || digit > 26) break;
		index = index * 26 + digit;
	}
	return index - 1;
}
