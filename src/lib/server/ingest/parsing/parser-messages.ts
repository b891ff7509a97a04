import type { ReaderLimits } from '../readers/reader-limits';
import type { CsvLayout, RepairedCsv } from '../readers/repair-csv';
import type { ReadingChoices } from '../readers/supplied-file';
import type { TableSource } from '../readers/table-source';

/** What the reading process is asked to do; it answers once and ends. */
export type ParserOrder =
	| {
			readonly kind: 'tables';
			readonly file: ReadingChoices & { path: string; name: string; feed?: string };
			readonly temp: string;
			readonly limits: ReaderLimits;
	  }
	| { readonly kind: 'repair'; readonly path: string; readonly layout: CsvLayout; readonly temp: string };

/** What comes back: the result of the order, or the error that it met. */
export type ParserAnswer =
	| { readonly kind: 'tables'; readonly tables: TableSource[] }
	| { readonly kind: 'repair'; readonly repaired: RepairedCsv }
	| {
			readonly kind: 'refused';
			readonly code: string;
			readonly message: string;
			readonly details: Readonly<Record<string, unknown>>;
	  }
	| { readonly kind: 'failed'; readonly cause: string };
