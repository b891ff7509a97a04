import { feeds } from '$lib/domain/feeds';
import { RiskError } from '$lib/domain/errors';
import type { App } from '$lib/server/app';
import { matchHeader } from '$lib/server/ingest/readers/header-match';
import { fetchPage } from '$lib/server/sources/http-page';
import { pullLimits } from '$lib/server/sources/http-pages.source';
import { sqlDrivers } from '$lib/server/sources/sql-drivers';
import { httpSource, readSources, sqlSource } from '$lib/server/sources/source-list';
import type { SqlSource } from '$lib/server/sources/sql-rows';
import { sourceContext } from './source-context';

/** What came back when a source was tried. */
export interface SourceTest {
	readonly isGood: boolean;
	/** One Chinese sentence. */
	readonly sentence: string;
}

/** A person waits for the answer: one attempt, a few rows, a short while. */
const triedRows = 3;
const triedMilliseconds = 10_000;
const shownUnknown = 3;

/** What the columns of a few rows are to a feed. */
function columnsSentence(feedName: string, rows: readonly Readonly<Record<string, unknown>>[]): string {
	const feed = feeds.get(feedName);
	const headers = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	if (!feed || headers.length === 0) return '没有行';
	const unknown = headers.filter((header) => matchHeader(header, feed) === null);
	const matched = new Set(headers.map((header) => matchHeader(header, feed)));
	const missing = feed.columns.filter(({ name, required }) => required && !matched.has(name));
	const parts = [`认得 ${headers.length - unknown.length} 列`];
	if (unknown.length > 0)
		parts.push(`不认得 ${unknown.length} 列（${unknown.slice(0, shownUnknown).join('、')}）`);
	if (missing.length > 0)
		parts.push(
			`缺少必填列 ${missing
				.map(({ zh }) => zh)
				.slice(0, shownUnknown)
				.join('、')}`
		);
	return parts.join('，');
}

const nameOf = (feed: string) => feeds.get(feed)?.zh ?? feed;
const bad = (error: unknown): SourceTest => {
	if (!(error instanceof RiskError)) throw error;
	return { isGood: false, sentence: error.message };
};

/** Asks a source for its first rows and says in one sentence what came back; nothing is kept. */
export async function testSource(app: App, id: string): Promise<SourceTest> {
	try {
		const { http, sql, allowedHosts } = readSources(app.config.home);
		const page = http.find((entry) => entry.id === id);
		if (page) return await testPages(app, httpSource(page, allowedHosts, process.env));
		const database = sql.find((entry) => entry.id === id);
		if (database) return await testDatabase(sqlSource(database, allowedHosts, process.env));
		return { isGood: false, sentence: `没有标识为“${id}”的数据源，可能刚被删去，请刷新页面。` };
	} catch (error) {
		return bad(error);
	}
}

async function testPages(app: App, source: ReturnType<typeof httpSource>): Promise<SourceTest> {
	const limits = { ...pullLimits, attempts: 1, requestMilliseconds: triedMilliseconds };
	const answers: string[] = [];
	for (const feed of source.feeds) {
		const request = { feed, cursor: null, limit: triedRows };
		const page = await fetchPage(sourceContext(app), source, request, limits);
		const more = page.next === null ? '，没有下一页' : '，还有下一页';
		answers.push(`${nameOf(feed)}第一页 ${page.rows.length} 行，${columnsSentence(feed, page.rows)}${more}`);
	}
	return { isGood: true, sentence: `“${source.supplier}”连上了：${answers.join('；')}。` };
}

async function firstRows(source: SqlSource, sql: string): Promise<Readonly<Record<string, unknown>>[]> {
	for await (const rows of sqlDrivers[source.engine](source, sql, triedMilliseconds)) {
		return rows.slice(0, triedRows);
	}
	return [];
}

const reason = (error: unknown) => {
	if (!(error instanceof Error)) return '';
	return (error.message || ('code' in error ? String(error.code) : error.name)).slice(0, 160);
};

async function testDatabase(source: SqlSource): Promise<SourceTest> {
	try {
		await firstRows(source, 'select 1 as one');
	} catch (error) {
		const sentence = `“${source.supplier}”的数据库没有连上（${reason(error)}），请核对主机、端口、账号和密码后再试。`;
		return { isGood: false, sentence };
	}
	const answers: string[] = [];
	for (const { feed, select } of source.queries) {
		try {
			const inner = select.trim().replace(/;\s*$/, '');
			const rows = await firstRows(source, `select q.* from (${inner}) as q limit ${triedRows}`);
			answers.push(`${nameOf(feed)}取到 ${rows.length} 行，${columnsSentence(feed, rows)}`);
		} catch (error) {
			const sentence = `“${source.supplier}”的数据库连上了，但${nameOf(feed)}的查询失败（${reason(error)}），请改正查询后再试。`;
			return { isGood: false, sentence };
		}
	}
	return { isGood: true, sentence: `“${source.supplier}”的数据库连上了：${answers.join('；')}。` };
}
