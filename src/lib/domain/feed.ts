/** How a column of a feed is written by its supplier, and so how it is checked and kept. */
export type ColumnType =
	| 'text'
	| 'integer'
	| 'number'
	| 'money_yuan'
	| 'money_wan'
	| 'date'
	| 'timestamp'
	| 'month'
	| 'boolean'
	| 'ratio'
	| 'enum';

/** How often a supplier is expected to hand a feed over. */
export type Cadence = 'hourly' | 'daily' | 'weekly' | 'monthly' | 'event';

export interface FeedColumn {
	/** English header, and the stem of the stored column. */
	readonly name: string;
	/** Chinese header, as offices print it. */
	readonly zh: string;
	readonly type: ColumnType;
	readonly required?: true;
	/** Sensitive personal information: pseudonymised and encrypted on the way in, masked on every page. */
	readonly pii?: true;
	/** The only values of an `enum`. */
	readonly values?: readonly string[];
	readonly min?: number;
	readonly max?: number;
	/** Codes of which no row is taken in any more, because their personal data were erased. */
	readonly closed?: readonly string[];
}

/** One feed: the single definition from which tables, checks, templates and documentation are made. */
export interface FeedDefinition {
	readonly feed: string;
	readonly zh: string;
	/** The departments that supply it. */
	readonly source: string;
	readonly cadence: Cadence;
	/** Columns that identify a row; a later row of the same key supersedes the earlier one. */
	readonly key: readonly string[];
	readonly columns: readonly FeedColumn[];
	readonly note?: string;
}
