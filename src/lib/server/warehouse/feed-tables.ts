import type { FeedColumn, FeedDefinition } from '$lib/domain/feed';

/** One column of a feed as the warehouse keeps it. */
export interface StoredColumn {
	readonly source: FeedColumn;
	/** Name in SQL: money ends in `_fen`, personal information in `_key`. */
	readonly name: string;
	readonly sqlType: string;
}

const sqlTypes: Record<FeedColumn['type'], string> = {
	text: 'varchar',
	enum: 'varchar',
	integer: 'bigint',
	number: 'decimal(18,6)',
	money_yuan: 'bigint',
	money_wan: 'bigint',
	date: 'date',
	timestamp: 'timestamp',
	month: 'date',
	boolean: 'boolean',
	ratio: 'decimal(18,6)'
};

/** How a feed's column is kept: money as integer fen, a month as its first day, a person as a key. */
export function storedColumn(column: FeedColumn): StoredColumn {
	if (column.pii) return { source: column, name: `${column.name}_key`, sqlType: 'bigint' };
	const isMoney = column.type === 'money_yuan' || column.type === 'money_wan';
	const name = isMoney ? `${column.name.replace(/_wan$/, '')}_fen` : column.name;
	return { source: column, name, sqlType: sqlTypes[column.type] };
}

/** All stored columns of a feed, in the order of its definition. */
export function storedColumns(feed: FeedDefinition): StoredColumn[] {
	return feed.columns.map(storedColumn);
}

/** The stored columns that identify a row of a feed. */
export function storedKey(feed: FeedDefinition): StoredColumn[] {
	return storedColumns(feed).filter((column) => feed.key.includes(column.source.name));
}

/** The table of a feed: its columns, where each row came from, and from when to when it was known. */
export function feedTableSql(feed: FeedDefinition): string {
	const columns = storedColumns(feed).map((column) => `${column.name} ${column.sqlType}`);
	return `create table feed_${feed.feed} (\n\t${[
		...columns,
		'batch_id integer not null',
		'row_no integer not null',
		'known_from timestamp not null',
		'known_to timestamp'
	].join(',\n\t')}\n)`;
}
