import { feeds } from '$lib/domain/feeds';
import type { FeedColumn } from '$lib/domain/feed';
import { personalKind } from '$lib/server/warehouse/pii-vault';
import type { AsideCells, AsideTable } from './aside-rows';

/** A cell of a row that was set aside, as a page shows it. */
export interface ShownCell {
	/** Header in the file; null for a column that the file does not have. */
	readonly header: string | null;
	/** Column of the feed; null where nothing reads the cell. */
	readonly column: string | null;
	readonly zh: string | null;
	readonly required: boolean;
	/** Only values that can be entered; null: any. */
	readonly values: readonly string[] | null;
	/** Masked where it is personal information. */
	readonly value: string;
	readonly personal: boolean;
	readonly bad: boolean;
}

/** The form of a personal value that pages show; the same as `maskSql` gives. */
export function maskText(column: FeedColumn, value: string): string {
	const count = [...value].length;
	switch (personalKind(column)) {
		case 'id':
			return value.slice(0, 3) + '*'.repeat(Math.max(0, count - 7)) + value.slice(-4);
		case 'phone':
			return `${value.slice(0, 3)}****${value.slice(-4)}`;
		case 'account':
			return `**** ${value.slice(-4)}`;
		case 'content':
			return `（${count} 字）`;
		case 'name':
			return [...value].slice(0, 1).join('') + '*'.repeat(Math.max(Math.min(count - 1, 2), 1));
	}
}

/** Long numbers outside the columns of a feed may be those of persons, whatever the header says. */
export const maskLoose = (value: string) =>
	value.replace(/\d{9,}[\dXx]?/g, (digits) => `${digits.slice(0, 3)}***${digits.slice(-2)}`);

/** Marks of numbers that lost digits in a workbook are said in words elsewhere. */
// eslint-disable-next-line no-control-regex
const printable = (value: string) => value.replace(/^\u0001[^:]*:?/, '');

/** The columns that a reason names, by the quoted Chinese header. */
export function blamedColumns(feed: string, reason: string): ReadonlySet<string> {
	const columns = feeds.get(feed)?.columns ?? [];
	return new Set(columns.filter(({ zh }) => reason.includes(`“${zh}”`)).map(({ name }) => name));
}

/** The cells of a row: those of the file in its order, then the columns that the file does not have. */
export function shownCells(table: AsideTable, row: AsideCells, reason: string): ShownCell[] {
	const definition = feeds.get(table.feed);
	const blamed = blamedColumns(table.feed, reason);
	const cell = (header: string | null, name: string | null, text: string): ShownCell => {
		const column = definition?.columns.find((one) => one.name === name);
		const value = printable(text);
		const shown = column?.pii && value !== '' ? maskText(column, value) : column ? value : maskLoose(value);
		return {
			header,
			column: name,
			zh: column?.zh ?? null,
			required: column?.required === true,
			values: column?.values ?? null,
			value: shown,
			personal: column?.pii === true,
			bad: name !== null && blamed.has(name)
		};
	};
	const given = table.headers.map((header, at) =>
		cell(header, table.columns[at] ?? null, row.cells?.[at] ?? '')
	);
	const absent = (definition?.columns ?? [])
		.filter(({ name }) => !table.columns.includes(name))
		.map(({ name }) => cell(null, name, ''));
	return [...given, ...absent];
}
