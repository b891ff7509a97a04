import type { UnitSuspicion } from './memory/suspect-units';

/** Rows of a tried table that would be set aside for one reason. */
export interface TriedReason {
	/** English name of the column; null where the whole row is at fault. */
	readonly column: string | null;
	/** One Chinese sentence, without the value that differs from row to row. */
	readonly reason: string;
	readonly rows: number;
	readonly examples: readonly { readonly row: number; readonly value: string | null }[];
}

/** What would come of one table of a file. */
export interface TriedTable {
	readonly sheet: string | null;
	readonly feed: string | null;
	readonly headerRow: number;
	readonly headers: readonly {
		readonly header: string;
		readonly column: string | null;
		/** What named the column: the rules of the feed, or what a person has said. */
		readonly by: 'rule' | 'person' | null;
		/** First values below it, long numbers masked. */
		readonly samples: readonly string[];
	}[];
	/** Required columns that are not there. */
	readonly missing: readonly string[];
	readonly notes: readonly string[];
	/** Why the table cannot be loaded; null where it can. */
	readonly error: string | null;
	readonly counts: {
		readonly rows_read: number;
		readonly accepted: number;
		readonly set_aside: number;
		readonly added: number;
		readonly superseded: number;
		readonly unchanged: number;
	} | null;
	readonly reasons: readonly TriedReason[];
	readonly suspicions: readonly UnitSuspicion[];
}

/** What would come of a file. */
export interface TriedFile {
	/** Null where the file could not be read. */
	readonly sha256: string | null;
	/** Whether the same bytes are loaded already. */
	readonly duplicate: boolean;
	/** Why nothing of the file can be read; null where it can. */
	readonly error: string | null;
	readonly tables: readonly TriedTable[];
}
