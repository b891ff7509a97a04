import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import type { HttpPagesSource } from './http-pages.source';

const shape = z.strictObject({
	http: z
		.array(
			z.strictObject({
				id: z.string().regex(/^[a-z0-9_-]+$/),
				supplier: z.string().min(1),
				base: z.string().min(1),
				/** Name of the environment variable that holds the token. */
				token_env: z.string().regex(/^[A-Z0-9_]+$/),
				feeds: z.array(z.string().refine((name) => feeds.has(name), '不是已知的数据名')).min(1),
				page_size: z.number().int().positive().max(10_000).optional()
			})
		)
		.default([])
});

/** Fills `${NAME}` from the environment, so that no address or secret need stand in the file. */
const filled = (text: string, env: Readonly<Record<string, string | undefined>>) =>
	text.replaceAll(/\$\{([A-Z0-9_]+)\}/g, (_, name: string) => env[name] ?? '');

/**
 * The HTTP sources of `<home>/sources.yaml`; none where there is no file.
 * @throws RiskError SOURCES_INVALID naming the place in the file
 */
export function httpSources(
	home: string,
	env: Readonly<Record<string, string | undefined>>
): HttpPagesSource[] {
	const path = join(home, 'sources.yaml');
	if (!existsSync(path)) return [];
	const parsed = shape.safeParse(parse(readFileSync(path, 'utf8')) ?? {});
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		throw new RiskError(
			'SOURCES_INVALID',
			`数据源配置 ${path} 有误：${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}，请改正后重试。`,
			{ path }
		);
	}
	return parsed.data.http.map((source) => {
		const base = filled(source.base, env);
		if (!/^https?:\/\//.test(base)) {
			throw new RiskError(
				'SOURCES_INVALID',
				`数据源“${source.supplier}”的地址“${base}”不是 http(s) 网址，请检查 ${path} 及其中引用的环境变量。`
			);
		}
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
