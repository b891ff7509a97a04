import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import pRetry, { AbortError } from 'p-retry';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import type { CollectedFile, SourceContext } from './source';

/** A department that answers `GET {base}/{feed}?cursor=&limit=` page by page. */
export interface HttpPagesSource {
	readonly id: string;
	readonly supplier: string;
	readonly base: string;
	readonly token: string;
	readonly feeds: readonly string[];
	readonly pageSize?: number;
}

const envelope = z.object({
	rows: z.array(z.record(z.string(), z.unknown())),
	next: z.union([z.string(), z.number()]).nullable().optional()
});

/** Limits that keep a broken upstream from holding or filling the server. */
const limits = { attempts: 5, requestMilliseconds: 30_000, pageBytes: 64 * 2 ** 20, pages: 100_000 };

/**
 * Fetches all pages of one feed into a file of one JSON object a line.
 * @throws RiskError SOURCE_FAILED, SOURCE_TOKEN, SOURCE_NOT_DATA, each one Chinese sentence
 */
export async function collectPages(
	context: SourceContext,
	source: HttpPagesSource,
	feed: string
): Promise<CollectedFile> {
	const name = `${feed}_${source.id}.ndjson`;
	const path = join(context.temp, name);
	const out = createWriteStream(path);
	try {
		let cursor: string | null = null;
		const seen = new Set<string>();
		for (let page = 0; page < limits.pages; page += 1) {
			const body = await fetchPage(context, source, feed, cursor);
			for (const row of body.rows) out.write(`${JSON.stringify(row)}\n`);
			if (body.next === null || body.next === undefined || body.next === '') break;
			cursor = String(body.next);
			if (seen.has(cursor)) {
				throw new RiskError(
					'SOURCE_FAILED',
					`数据源“${source.supplier}”的 ${feed} 反复返回同一页（游标 ${cursor}），本次未入库，请联系对方检查分页接口。`
				);
			}
			seen.add(cursor);
		}
	} finally {
		out.end();
		await finished(out);
	}
	return { path, name, feed, supplier: source.supplier };
}

async function fetchPage(
	context: SourceContext,
	source: HttpPagesSource,
	feed: string,
	cursor: string | null
) {
	const url = new URL(`${source.base.replace(/\/+$/, '')}/${feed}`);
	url.searchParams.set('limit', String(source.pageSize ?? 2000));
	if (cursor !== null) url.searchParams.set('cursor', cursor);
	let attempts = 0;
	const attempt = async () => {
		attempts += 1;
		const response = await context.fetch(url, {
			headers: { authorization: `Bearer ${source.token}`, accept: 'application/json' },
			redirect: 'error',
			signal: AbortSignal.timeout(limits.requestMilliseconds)
		});
		if (response.status === 401 || response.status === 403) {
			throw new AbortError(
				new RiskError(
					'SOURCE_TOKEN',
					`数据源“${source.supplier}”拒绝了访问令牌（${response.status}），请向对方核对令牌后更新环境变量，再重新运行。`
				)
			);
		}
		if (response.status === 429 || response.status >= 500) {
			const seconds = Number(response.headers.get('retry-after'));
			await response.body?.cancel();
			if (seconds > 0) await context.wait(Math.min(seconds, 60) * 1000);
			throw new Error(`HTTP ${response.status}`);
		}
		if (!response.ok) throw new AbortError(unusable(source, feed, `HTTP ${response.status}`));
		return pageOf(source, feed, await boundedText(response, source, feed));
	};
	try {
		return await pRetry(attempt, {
			retries: limits.attempts,
			minTimeout: 200,
			maxTimeout: 5000,
			randomize: true,
			shouldRetry: ({ error }) => !(error instanceof RiskError)
		});
	} catch (cause) {
		if (cause instanceof RiskError) throw cause;
		const reason = cause instanceof Error ? (cause.cause instanceof Error ? cause.cause : cause).message : '';
		throw new RiskError(
			'SOURCE_FAILED',
			`数据源“${source.supplier}”的 ${feed} 取数失败，试了 ${attempts} 次（${reason}），已有数据不变，请检查网络或联系对方，稍后会自动重试。`,
			{ feed },
			{ cause }
		);
	}
}

async function boundedText(response: Response, source: HttpPagesSource, feed: string): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of response.body ?? []) {
		size += chunk.byteLength;
		if (size > limits.pageBytes) throw new AbortError(unusable(source, feed, '一页超过 64 MB'));
		chunks.push(chunk as Uint8Array);
	}
	return Buffer.concat(chunks).toString('utf8');
}

function pageOf(source: HttpPagesSource, feed: string, text: string) {
	if (/^\s*</.test(text)) {
		throw new AbortError(unusable(source, feed, '返回的是网页而不是数据，可能是登录页或出错页'));
	}
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		throw new AbortError(unusable(source, feed, '返回的内容不是完整的 JSON'));
	}
	const parsed = envelope.safeParse(json);
	if (!parsed.success) throw new AbortError(unusable(source, feed, '缺少 rows 或 next 字段'));
	return parsed.data;
}

function unusable(source: HttpPagesSource, feed: string, why: string): RiskError {
	return new RiskError(
		'SOURCE_NOT_DATA',
		`数据源“${source.supplier}”的 ${feed} 无法使用：${why}；已有数据不变，请联系对方检查接口。`
	);
}
