import { mysqlRows } from './mysql.source';
import { postgresRows } from './postgres.source';
import type { SqlDriver, SqlSource } from './sql-rows';

/** How each kind of database is read. */
export const sqlDrivers: Readonly<Record<SqlSource['engine'], SqlDriver>> = {
	postgres: postgresRows,
	mysql: mysqlRows
};
