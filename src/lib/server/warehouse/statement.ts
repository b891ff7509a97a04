import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { Params } from './warehouse';

/** Runs one statement with its parameters and reads its whole answer. */
export async function statement(connection: DuckDBConnection, sql: string, params: Params) {
	const prepared = await connection.prepare(sql);
	try {
		prepared.bind(params as Record<string, DuckDBValue>);
		return await prepared.runAndReadAll();
	} finally {
		prepared.destroySync();
	}
}
