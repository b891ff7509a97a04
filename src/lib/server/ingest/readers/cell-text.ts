import { LOST_PRECISION } from './table-source';

/** What a workbook cell can hold once its formula has been replaced by its cached value. */
export type CellValue = string | number | boolean | Date | null | undefined;

/** Excel keeps 15 significant digits; the 16th and later ones of a number are zeros it made up. */
const EXCEL_DIGITS = 15;
const LOST_DIGITS_FROM = 10 ** EXCEL_DIGITS;
const ERRORS = new Set(['#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '#NULL!', '#NUM!', '#GETTING_DATA']);

/**
 * The text of a workbook cell. `kind` is `text` for a column whose digits all matter: there a number of 16
 * digits or more is marked with `LOST_PRECISION`, since Excel has already replaced its last digits by zeros.
 */
export function cellText(value: CellValue, kind: 'text' | 'other'): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'boolean') return value ? 'true' : 'false';
	if (typeof value === 'number') {
		const text = plainNumber(value);
		return kind === 'text' && Math.abs(value) >= LOST_DIGITS_FROM ? LOST_PRECISION + text : text;
	}
	if (value instanceof Date) return dateText(value);
	const text = value.trim();
	return ERRORS.has(text) ? '' : text;
}

/** The shortest decimal that Excel would show for a number: no exponent, no binary residue. */
export function plainNumber(value: number): string {
	if (!Number.isFinite(value)) return '';
	if (Number.isSafeInteger(value)) return String(value);
	const exact = Number(value.toPrecision(EXCEL_DIGITS));
	const text = String(exact);
	if (!text.includes('e')) return text;
	if (Math.abs(exact) >= 1) return BigInt(Math.round(exact)).toString();
	return exact.toFixed(20).replace(/\.?0+$/, '');
}

/** `YYYY-MM-DD`, with ` HH:mm:ss` when there is a time; a time without a date is `HH:mm:ss`. UTC in. */
function dateText(date: Date): string {
	const time = Math.round(date.getTime() / 1000) * 1000;
	if (!Number.isFinite(time)) return '';
	const iso = new Date(time).toISOString();
	const clock = iso.slice(11, 19);
	if (new Date(time).getUTCFullYear() < 1900) return clock;
	return clock === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${clock}`;
}
