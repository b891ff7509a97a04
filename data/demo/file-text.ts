import type { FeedColumn, FeedDefinition } from '$lib/domain/feed';
import type { Row, Value } from './model';

/** How an office that sends a file writes dates. */
export type DateForm = 'iso' | 'slash' | 'han' | 'compact';

/** The manner of one file: which headers, which forms of dates and booleans, which columns are guarded from Excel. */
export interface Manner {
	readonly headers: 'english' | 'chinese' | 'half-width';
	readonly dates: DateForm;
	/** Long numbers as ="6222…", as banks export them so that Excel keeps every digit. */
	readonly guarded: readonly string[];
}

const NEEDS_QUOTES = /[",\r\n]/;

/** A date 'YYYY-MM-DD' in another form. */
export function dateIn(form: DateForm, iso: string): string {
	if (form === 'compact') return iso.replaceAll('-', '');
	const [year, month, day] = [iso.slice(0, 4), Number(iso.slice(5, 7)), Number(iso.slice(8, 10))];
	if (form === 'slash') return `${year}/${month}/${day}`;
	return form === 'han' ? `${year}年${month}月${day}日` : iso;
}

/** A month 'YYYY-MM' in another form; offices that write dates with slashes still write months with a dash. */
export function monthIn(form: DateForm, iso: string): string {
	if (form === 'compact') return iso.replace('-', '');
	return form === 'han' ? `${iso.slice(0, 4)}年${Number(iso.slice(5, 7))}月` : iso;
}

/** The header of a column in the manner of a file. */
export function headerOf(column: FeedColumn, manner: Manner): string {
	if (manner.headers === 'english') return column.name;
	return manner.headers === 'chinese' ? column.zh : column.zh.replace('（', '(').replace('）', ')');
}

function cellWriter(column: FeedColumn, manner: Manner): (value: Value) => string {
	const remembered = new Map<string, string>();
	const once = (form: (iso: string) => string) => (value: Value) => {
		const iso = String(value);
		let text = remembered.get(iso);
		if (text === undefined) {
			text = /^\d{4}-\d{2}/.test(iso) ? form(iso) : iso;
			remembered.set(iso, text);
		}
		return text;
	};
	if (manner.guarded.includes(column.name)) return (value) => `"=""${value}"""`;
	if (column.type === 'date') return once((iso) => dateIn(manner.dates, iso));
	if (column.type === 'month') return once((iso) => monthIn(manner.dates, iso));
	if (column.type === 'boolean') {
		const [yes, no] = manner.headers === 'english' ? ['true', 'false'] : ['是', '否'];
		return (value) => (value === true ? yes : no);
	}
	if (column.type === 'text') {
		return (value) => {
			const text = String(value);
			return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
		};
	}
	return (value) => String(value);
}

/** Makes a function that writes rows as lines of CSV, header not included, each ended by CR LF. */
export function csvLines(definition: FeedDefinition, manner: Manner): (rows: readonly Row[]) => string {
	const cells = definition.columns.map((column) => ({
		name: column.name,
		write: cellWriter(column, manner)
	}));
	return (rows) => {
		let text = '';
		for (const row of rows) {
			for (let i = 0; i < cells.length; i++) {
				const cell = cells[i]!;
				const value = row[cell.name];
				if (i > 0) text += ',';
				if (value !== null && value !== undefined) text += cell.write(value);
			}
			text += '\r\n';
		}
		return text;
	};
}
