import type { DuckDBConnection } from '@duckdb/node-api';
import { statement } from './statement';
import type { Transaction } from './warehouse';
import { writtenTable } from './written-tables';

/** What a writer is given to work with on a connection, and what is known of it afterwards. */
interface Watched {
	readonly tx: Transaction;
	/** Tables that it wrote; undefined among them: it may have been any. */
	readonly written: ReadonlySet<string | undefined>;
	/** The first failure of a statement, which no later one may paint over. */
	readonly broken: () => unknown;
}

/** A transaction that runs on a connection. The caller begins and ends it. */
export function transactionOn(connection: DuckDBConnection): Watched {
	let broken: unknown;
	const written = new Set<string | undefined>();
	const note = (sql: string) => {
		const table = writtenTable(sql);
		if (table !== null) written.add(table);
	};
	const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
		if (broken !== undefined) throw broken;
		try {
			return await work();
		} catch (error) {
			broken = error ?? new Error('failed');
			throw error;
		}
	};
	const tx: Transaction = {
		run: (sql, params = {}) =>
			guarded(async () => {
				note(sql);
				return Number((await statement(connection, sql, params)).rowsChanged);
			}),
		all: (sql, params = {}) =>
			guarded(async () => {
				note(sql);
				return (await statement(connection, sql, params)).getRowObjectsJson();
			}),
		insertBlobs: (table, rows) =>
			guarded(async () => {
				written.add(table.toLowerCase());
				const appender = await connection.createAppender(table);
				for (const row of rows) {
					appender.appendInteger(row.id);
					appender.appendBlob(row.bytes);
					appender.endRow();
				}
				appender.closeSync();
			})
	};
	return { tx, written, broken: () => broken };
}
