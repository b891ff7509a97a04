import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import type { HttpPagesSource } from './http-pages.source';
import type { SourceContext } from './source';

const envelope = z.object({
	rows: z.array(z.record(z.string(), z.unknown())),
	next: z.union([z.string(), z.number()]).nullable().optional()
});

/** One page as it was answered. */
export interface Page {
	readonly rows: readonly Readonly<Record<string, unknown>>[];
	/** Null: it is the last. */
	readonly next: string | null;
}

/** Limits that keep a broken upstream from holding or filling the server. */
export interface PageLimits {
	/** How often one page is asked for before it is given up. */
	readonly attempts: number;
	readonly requestMilliseconds: number;
	readonly pageBytes: number;
	readonly firstWaitMilliseconds: number;
	readonly longestWaitMilliseconds: number;
	/** An upstream that wants to be left alone for longer is left for a later run. */
	readonly patienceMilliseconds: number;
}

/** A failure that may be gone when the page is asked for again. */
class Passing extends Error {
	readonly after: number | undefined;
	constructor(reason: string, after?: number) {
		super(reason);
		this.after = after;
	}
}

/** Milliseconds that an upstream asks to wait: a number of seconds, or a moment. */
export function retryAfter(value: string | null, now: Date): number | undefined {
	if (value === null) return undefined;
	if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000;
	const moment = Date.parse(value);
	return Number.isNaN(moment) ? undefined : Math.max(0, moment - now.getTime());
}

/** How long to wait before the next attempt: it doubles, and chance spreads those who were refused together. */
export function backOff(attempt: number, limits: PageLimits, random: () => number): number {
	const longest = Math.min(limits.longestWaitMilliseconds, limits.firstWaitMilliseconds * 2 ** (attempt - 1));
	return Math.round(longest / 2 + (random() * longest) / 2);
}

/** What is asked for. */
export interface PageRequest {
	readonly feed: string;
	/** Null: the first page. */
	readonly cursor: string | null;
	readonly limit: number;
}

/**
 * Fetches one page, again after failures that may pass.
 * @throws RiskError SOURCE_FAILED, SOURCE_TOKEN, SOURCE_NOT_DATA, SOURCE_BUSY, SOURCE_NO_PAGE
 */
export async function fetchPage(
	context: SourceContext,
	source: HttpPagesSource,
	request: PageRequest,
	limits: PageLimits
): Promise<Page> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await askOnce(context, source, request, limits);
		} catch (cause) {
			if (cause instanceof RiskError) throw cause;
			const after = cause instanceof Passing ? cause.after : undefined;
			if (after !== undefined && after > limits.patienceMilliseconds) throw busy(source, request.feed, after);
			if (attempt >= limits.attempts) throw givenUp(source, request.feed, attempt, cause);
			await context.wait(Math.max(after ?? 0, backOff(attempt, limits, context.random)));
		}
	}
}

async function askOnce(
	context: SourceContext,
	source: HttpPagesSource,
	{ feed, cursor, limit }: PageRequest,
	limits: PageLimits
): Promise<Page> {
	const url = new URL(`${source.base.replace(/\/+$/, '')}/${feed}`);
	url.searchParams.set('limit', String(limit));
	if (cursor !== null) url.searchParams.set('cursor', cursor);
	const response = await context.fetch(url, {
		headers: { authorization: `Bearer ${source.token}`, accept: 'application/json' },
		redirect: 'error',
		signal: AbortSignal.timeout(limits.requestMilliseconds)
	});
	const { status } = response;
	if (!response.ok) await response.body?.cancel();
	if (status === 401 || status === 403) {
		throw new RiskError(
			'SOURCE_TOKEN',
			`数据源“${source.supplier}”拒绝了访问令牌（${status}），请向对方核对令牌后更新环境变量，再重新运行。`
		);
	}
	if (status === 408 || status === 429 || status >= 500)
		throw new Passing(`HTTP ${status}`, retryAfter(response.headers.get('retry-after'), context.now()));
	if (status === 400 || status === 404 || status === 410) {
		throw new RiskError(
			'SOURCE_NO_PAGE',
			`数据源“${source.supplier}”的 ${feed} 没有所要的这一页（${status}），已有数据不变，请核对接口地址或联系对方。`
		);
	}
	if (!response.ok) throw unusable(source, feed, `HTTP ${status}`);
	return pageOf(source, feed, await boundedText(response, source, feed, limits.pageBytes));
}

async function boundedText(
	response: Response,
	source: HttpPagesSource,
	feed: string,
	largest: number
): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of response.body ?? []) {
		size += chunk.byteLength;
		if (size > largest) throw unusable(source, feed, `一页超过 ${Math.round(largest / 2 ** 20)} MB`);
		chunks.push(chunk as Uint8Array);
	}
	return Buffer.concat(chunks).toString('utf8');
}

function pageOf(source: HttpPagesSource, feed: string, text: string): Page {
	if (/^\s*</.test(text)) throw unusable(source, feed, '返回的是网页而不是数据，可能是登录页或出错页');
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		// An answer that was cut off may come whole the next time.
		throw new Passing('返回的内容不是完整的 JSON');
	}
	const parsed = envelope.safeParse(json);
	if (!parsed.success) throw unusable(source, feed, '缺少 rows 或 next 字段');
	const { rows, next } = parsed.data;
	return { rows, next: next === null || next === undefined || next === '' ? null : String(next) };
}

const unusable = (source: HttpPagesSource, feed: string, why: string) =>
	new RiskError(
		'SOURCE_NOT_DATA',
		`数据源“${source.supplier}”的 ${feed} 无法使用：${why}；已有数据不变，请联系对方检查接口。`
	);

const busy = (source: HttpPagesSource, feed: string, after: number) =>
	new RiskError(
		'SOURCE_BUSY',
		`数据源“${source.supplier}”的 ${feed} 要求 ${Math.ceil(after / 60_000)} 分钟后再来，本次先停下，已取到的页保留，届时接着取。`,
		{ after }
	);

function givenUp(source: HttpPagesSource, feed: string, attempts: number, cause: unknown): RiskError {
	const reason = cause instanceof Error ? reasonOf(cause) : '';
	return new RiskError(
		'SOURCE_FAILED',
		`数据源“${source.supplier}”的 ${feed} 取数失败，试了 ${attempts} 次（${reason}），已有数据不变，已取到的页保留；请检查网络或联系对方，下次运行会接着取。`,
		{ feed },
		{ cause }
	);
}

function reasonOf(cause: Error): string {
	if (cause.name === 'TimeoutError') return '超时没有回答';
	const deeper = cause.cause instanceof Error ? cause.cause : cause;
	return deeper.message || ('code' in deeper ? String(deeper.code) : deeper.name);
}
