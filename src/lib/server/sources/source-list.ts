import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { RiskError } from '$lib/domain/errors';
import { requireAllowedHost, requireAllowedUrl } from './allowed-hosts';
import type { HttpPagesSource } from './http-pages.source';
import { sourcesShape, type HttpEntry, type SqlEntry } from './source-shape';
import type { SqlSource } from './sql-rows';

export type Environment = Readonly<Record<string, string | undefined>>;

export const sourcesPath = (home: string) => join(home, 'sources.yaml');

/** Fills `${NAME}` from the environment, so that no address or secret need stand in the file. */
export const filled = (text: string, env: Environment) =>
	text.replaceAll(/\$\{([A-Z0-9_]+)\}/g, (_, name: string) => env[name] ?? '');

/** What the file of sources says. */
export interface SourceSettings {
	readonly allowedHosts: readonly string[];
	readonly http: readonly HttpEntry[];
	readonly sql: readonly SqlEntry[];
}

/** Checks the text of a file of sources. @throws RiskError SOURCES_INVALID naming the place in the file */
export function parseSources(text: string, path: string): SourceSettings {
	let written: unknown;
	try {
		written = parse(text) ?? {};
	} catch (cause) {
		const where = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
		throw invalid(path, `不是正确的 YAML（${where.slice(0, 120)}）`, cause);
	}
	const parsed = sourcesShape.safeParse(written);
	if (parsed.success) {
		const { allowed_hosts, http, sql } = parsed.data;
		return { allowedHosts: allowed_hosts, http: http ?? [], sql: sql ?? [] };
	}
	const issue = parsed.error.issues[0];
	throw invalid(path, `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`, parsed.error);
}

const invalid = (path: string, why: string, cause: unknown) =>
	new RiskError('SOURCES_INVALID', `数据源配置 ${path} 有误：${why}，请改正后重试。`, { path }, { cause });

/** The file of sources; nothing where there is none. @throws RiskError SOURCES_INVALID */
export function readSources(home: string): SourceSettings {
	const path = sourcesPath(home);
	return parseSources(existsSync(path) ? readFileSync(path, 'utf8') : '', path);
}

/** Every machine that may be asked or written to, exactly `host:port`. @throws RiskError SOURCES_INVALID */
export const allowedHosts = (home: string): readonly string[] => readSources(home).allowedHosts;

const missing = (supplier: string, what: string, name: string) =>
	new RiskError('SOURCE_NO_SECRET', `数据源“${supplier}”的${what}没有给出，请设置环境变量 ${name} 后重启。`);

/**
 * An interface as it may be asked. The demo's own upstream needs no entry in the list of allowed hosts.
 * @throws RiskError SOURCE_NOT_ALLOWED, SOURCE_NO_SECRET
 */
export function httpSource(entry: HttpEntry, allowed: readonly string[], env: Environment): HttpPagesSource {
	const { id, supplier, feeds, token_env, page_size } = entry;
	const base = filled(entry.base, env);
	if (base !== env['XINSHAO_DEMO_UPSTREAM']) requireAllowedUrl(supplier, base, allowed);
	const token = env[token_env];
	if (token === undefined || token === '') throw missing(supplier, '令牌', token_env);
	return { id, supplier, base, token, feeds, ...(page_size && { pageSize: page_size }) };
}

/** A database as it may be asked. @throws RiskError SOURCE_NOT_ALLOWED, SOURCE_NO_SECRET */
export function sqlSource(entry: SqlEntry, allowed: readonly string[], env: Environment): SqlSource {
	const { id, supplier, engine, host, port, database, user, tls, password_env } = entry;
	requireAllowedHost(supplier, host, port, allowed);
	const password = env[password_env];
	if (password === undefined || password === '') throw missing(supplier, '密码', password_env);
	const queries = entry.queries.map(({ feed, select, since_column }) => ({
		feed,
		select,
		...(since_column !== undefined && { sinceColumn: since_column })
	}));
	return { id, supplier, engine, host, port, database, user, password, tls, queries };
}
