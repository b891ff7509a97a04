import pg from 'pg';
import { sqlLimits, type SqlDriver } from './sql-rows';

const booleanType = 16;

/** Values as the database writes them: a date does not shift, a number loses no digit. */
const asWritten = {
	getTypeParser: (oid: number) => (value: string) => (oid === booleanType ? value === 't' : value)
};

/** Reads a PostgreSQL database in a read-only transaction, a part at a time. */
export const postgresRows: SqlDriver = async function* (source, sql, milliseconds = sqlLimits.milliseconds) {
	const client = new pg.Client({
		host: source.host,
		port: source.port,
		database: source.database,
		user: source.user,
		password: source.password,
		ssl: source.tls,
		connectionTimeoutMillis: sqlLimits.connectMilliseconds,
		statement_timeout: milliseconds,
		types: asWritten as never
	});
	await client.connect();
	try {
		await client.query('begin transaction isolation level repeatable read read only');
		await client.query(`declare part_by_part no scroll cursor for ${sql}`);
		for (;;) {
			const { rows } = await client.query<Record<string, unknown>>(
				`fetch ${sqlLimits.fetched} from part_by_part`
			);
			if (rows.length === 0) break;
			yield rows;
		}
	} finally {
		await client.end();
	}
};
