import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { RiskError } from '$lib/domain/errors';
import type { CollectedFile, SourceContext } from './source';

/** One question to a department's database; its columns are named as the feed's headers. */
export interface SqlQuery {
	readonly feed: string;
	readonly select: string;
	/** A column that grows: only rows at or after the last one seen are asked for. */
	readonly sinceColumn?: string;
}

/** A department's database, read and never written. */
export interface SqlSource {
	readonly id: string;
	readonly supplier: string;
	readonly engine: 'postgres' | 'mysql';
	readonly host: string;
	readonly port: number;
	readonly database: string;
	readonly user: string;
	readonly password: string;
	readonly tls: boolean;
	readonly queries: readonly SqlQuery[];
}

export interface SqlCollected extends CollectedFile {
	/** Highest value of the growing column, to be kept once the rows are in; null where there is none. */
	readonly watermark: string | null;
	readonly rows: number;
}

/** Limits that keep another's database from filling this server. */
export const sqlLimits = {
	milliseconds: 600_000,
	connectMilliseconds: 10_000,
	rows: 50_000_000,
	bytes: 4 * 2 ** 30,
	fetched: 5_000
};

type Row = Readonly<Record<string, unknown>>;

/** A driver: rows of a read-only question, in parts; `milliseconds` is how long it may take. */
export type SqlDriver = (
	source: SqlSource,
	sql: string,
	milliseconds?: number
) => AsyncIterable<readonly Row[]>;

const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The question that is put: the configured one, from the last value on. */
export function sqlToAsk({ select, sinceColumn }: SqlQuery, watermark: string | null): string {
	const inner = select.trim().replace(/;\s*$/, '');
	if (sinceColumn === undefined) return inner;
	if (!plainName.test(sinceColumn))
		throw new RiskError(
			'SOURCES_INVALID',
			`增量列“${sinceColumn}”只能是字母、数字和下划线，请改正 sources.yaml。`
		);
	const where = watermark === null ? '' : ` where q.${sinceColumn} >= '${watermark.replaceAll("'", "''")}'`;
	return `select q.* from (${inner}) as q${where} order by q.${sinceColumn}`;
}

/**
 * Writes the rows of one question to a file of one JSON object a line.
 * @throws RiskError SOURCE_FAILED, SOURCE_TOO_MUCH
 */
export async function collectRows(
	context: SourceContext,
	source: SqlSource,
	query: SqlQuery,
	watermark: string | null,
	driver: SqlDriver
): Promise<SqlCollected> {
	const name = `${query.feed}_${source.id}.ndjson`;
	const path = join(context.temp, name);
	const out = createWriteStream(path);
	let rows = 0;
	let bytes = 0;
	let highest = watermark;
	try {
		for await (const part of driver(source, sqlToAsk(query, watermark))) {
			const text = part.map((row) => `${JSON.stringify(row)}\n`).join('');
			rows += part.length;
			bytes += Buffer.byteLength(text);
			if (rows > sqlLimits.rows || bytes > sqlLimits.bytes) throw tooMuch(source, query.feed);
			if (!out.write(text)) await once(out, 'drain');
			const last = query.sinceColumn === undefined ? undefined : part.at(-1)?.[query.sinceColumn];
			if (last !== undefined && last !== null) highest = String(last);
		}
	} catch (cause) {
		if (cause instanceof RiskError) throw cause;
		throw new RiskError(
			'SOURCE_FAILED',
			`数据源“${source.supplier}”的 ${query.feed} 查询失败（${reasonOf(cause)}），已有数据不变；请核对数据库地址、账号和查询语句后重试。`,
			{ feed: query.feed },
			{ cause }
		);
	} finally {
		out.end();
		await finished(out);
	}
	return { path, name, feed: query.feed, supplier: source.supplier, watermark: highest, rows };
}

const tooMuch = (source: SqlSource, feed: string) =>
	new RiskError(
		'SOURCE_TOO_MUCH',
		`数据源“${source.supplier}”的 ${feed} 一次返回的行数或字节数超过上限，本次未入库；请在查询里加上时间条件或增量列。`
	);

const reasonOf = (cause: unknown) =>
	(cause instanceof Error
		? cause.message || ('code' in cause ? String(cause.code) : cause.name)
		: String(cause)
	).slice(0, 160);
