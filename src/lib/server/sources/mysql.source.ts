import { createConnection } from 'mysql2';
import { sqlLimits, type SqlDriver } from './sql-rows';

/** Reads a MySQL database in a read-only transaction, a part at a time. */
export const mysqlRows: SqlDriver = async function* (source, sql, milliseconds = sqlLimits.milliseconds) {
	const connection = createConnection({
		host: source.host,
		port: source.port,
		database: source.database,
		user: source.user,
		password: source.password,
		...(source.tls && { ssl: {} }),
		connectTimeout: sqlLimits.connectMilliseconds,
		dateStrings: true,
		supportBigNumbers: true,
		bigNumberStrings: true,
		multipleStatements: false
	});
	try {
		const ask = (text: string) => connection.promise().query(text);
		await ask('set session transaction read only');
		await ask('start transaction read only');
		let part: Record<string, unknown>[] = [];
		for await (const row of connection.query({ sql, timeout: milliseconds }).stream()) {
			part.push({ ...(row as Record<string, unknown>) });
			if (part.length < sqlLimits.fetched) continue;
			yield part;
			part = [];
		}
		if (part.length > 0) yield part;
	} finally {
		connection.destroy();
	}
};
