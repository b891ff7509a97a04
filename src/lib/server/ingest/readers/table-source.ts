import { feeds } from '$lib/domain/feeds';

/** A row that could not be read as a row of the table; `row` counts as a person does, from 1. */
export interface UnreadableRow {
	row: number;
	reason: string;
	raw: string;
}

/** What DuckDB can load: UTF-8 text, every cell a string. */
export type TableData =
	| {
			kind: 'csv';
			path: string;
			delimiter: string;
			/** Records (blank lines counted, a quoted line break not) before the data: DuckDB's `skip`. */
			skipLines: number;
			quote: '"';
			/** True when an extra first column holds the row number in the supplier's file. */
			rowNumbers: boolean;
	  }
	| {
			kind: 'ndjson';
			path: string;
			/** True when every object begins with a `row_no` of ours. */
			rowNumbers: boolean;
	  };

/** One table found in a supplier's file: a sheet, an entry of a zip, or the file itself. */
export interface TableSource {
	/** Worksheet or zip-entry name; null for a plain file. */
	sheet: string | null;
	/** The feed recognised from file name, sheet name or header; null when unknown. */
	feed: string | null;
	/** Header cells as found, in column order; two levels are joined as `upper/lower`. */
	headers: string[];
	/** For each header the column of the feed it names, or null. */
	columns: (string | null)[];
	/** 1-based number of the (first) header row in the file. */
	headerRow: number;
	/** 1-based number of the first data row in the file. */
	firstRow: number;
	data: TableData;
	/** False when `data.path` is the supplier's own file, untouched. */
	converted: boolean;
	unreadable: UnreadableRow[];
	/** Chinese sentences for the import report. */
	notes: string[];
}

/** Marks a number whose last digits Excel has already thrown away; a cell so marked must be set aside. */
export const LOST_PRECISION = '\u0001精度丢失:';

/** Required columns of the recognised feed that the table does not have, in the feed's order. */
export function missingRequired(table: TableSource): string[] {
	const definition = table.feed === null ? undefined : feeds.get(table.feed);
	if (!definition) return [];
	return definition.columns
		.filter((column) => 'required' in column && !table.columns.includes(column.name))
		.map((column) => column.name);
}
