import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import { hostPattern, requireAllowedHost, requireAllowedUrl } from './allowed-hosts';
import type { HttpPagesSource } from './http-pages.source';
import type { SqlSource } from './sql-rows';

const sourceId = z.string().regex(/^[a-z0-9_-]+$/);
const envName = z.string().regex(/^[A-Z0-9_]+$/, '写环境变量的名字，不要写密码本身');
const feedName = z.string().refine((name) => feeds.has(name), '不是已知的数据名');

const shape = z.strictObject({
	/** Exact `host:port` of every machine that may be asked; only who can write this file decides. */
	allowed_hosts: z.array(z.string().regex(hostPattern, '应写成 主机:端口，如 10.1.2.3:5432')).default([]),
	sql: z
		.array(
			z.strictObject({
				id: sourceId,
				supplier: z.string().min(1),
				engine: z.enum(['postgres', 'mysql']),
				host: z.string().min(1),
				port: z.number().int().min(1).max(65_535),
				database: z.string().min(1),
				user: z.string().min(1),
				/** Name of the environment variable that holds the password. */
				password_env: envName,
				tls: z.boolean().default(false),
				queries: z
					.array(
						z.strictObject({
							feed: feedName,
							select: z.string().regex(/^\s*(select|with)\b/i, '只能是 select 查询'),
							since_column: z.string().optional()
						})
					)
					.min(1)
			})
		)
		.default([]),
	http: z
		.array(
			z.strictObject({
				id: sourceId,
				supplier: z.string().min(1),
				base: z.string().min(1),
				/** Name of the environment variable that holds the token. */
				token_env: envName,
				feeds: z.array(feedName).min(1),
				page_size: z.number().int().positive().max(10_000).optional()
			})
		)
		.default([])
});

/** Fills `${NAME}` from the environment, so that no address or secret need stand in the file. */
const filled = (text: string, env: Readonly<Record<string, string | undefined>>) =>
	text.replaceAll(/\$\{([A-Z0-9_]+)\}/g, (_, name: string) => env[name] ?? '');

function readSources(home: string): z.infer<typeof shape> {
	const path = join(home, 'sources.yaml');
	const parsed = shape.safeParse(existsSync(path) ? (parse(readFileSync(path, 'utf8')) ?? {}) : {});
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw new RiskError(
		'SOURCES_INVALID',
		`数据源配置 ${path} 有误：${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}，请改正后重试。`,
		{ path }
	);
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The HTTP sources of `<home>/sources.yaml`; none where there is no file. The demo's own upstream needs no entry
 * in the list of allowed hosts.
 * @throws RiskError SOURCES_INVALID naming the place in the file, SOURCE_NOT_ALLOWED
 */
export function httpSources(home: string, env: Environment): HttpPagesSource[] {
	const { http, allowed_hosts } = readSources(home);
	return http.map((source) => {
		const base = filled(source.base, env);
		if (base !== env['XINSHAO_DEMO_UPSTREAM']) requireAllowedUrl(source.supplier, base, allowed_hosts);
		return {
			id: source.id,
			supplier: source.supplier,
			base,
			token: env[source.token_env] ?? '',
			feeds: source.feeds,
			...(source.page_size && { pageSize: source.page_size })
		};
	});
}

/**
 * The databases of `<home>/sources.yaml`.
 * @throws RiskError SOURCES_INVALID naming the place in the file, SOURCE_NOT_ALLOWED, SOURCE_NO_SECRET
 */
export function sqlSources(home: string, env: Environment): SqlSource[] {
	const { sql, allowed_hosts } = readSources(home);
	return sql.map(({ password_env, queries, ...source }) => {
		requireAllowedHost(source.supplier, source.host, source.port, allowed_hosts);
		const password = env[password_env];
		if (password === undefined || password === '') {
			throw new RiskError(
				'SOURCE_NO_SECRET',
				`数据源“${source.supplier}”的密码没有给出，请设置环境变量 ${password_env} 后重启。`
			);
		}
		return {
			...source,
			password,
			queries: queries.map(({ since_column, ...query }) => ({
				...query,
				...(since_column !== undefined && { sinceColumn: since_column })
			}))
		};
	});
}
