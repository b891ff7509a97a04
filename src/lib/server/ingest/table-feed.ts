import type { FeedDefinition } from '$lib/domain/feed';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import { nameColumns } from './matching/name-columns';
import { derivedColumns } from './partial-forms';
import { missingRequired, type TableSource } from './readers/table-source';

/** Required columns that a table neither has, nor names, nor lets derive, in the feed's order. */
export function missingColumns(table: TableSource): string[] {
	const feed = table.feed === null ? undefined : feeds.get(table.feed);
	if (!feed) return [];
	const derived = new Set(
		derivedColumns(feed, (column) => table.columns.includes(column)).map(({ column }) => column)
	);
	const named = new Set(nameColumns(feed, table).map(({ code }) => code));
	return missingRequired(table).filter((column) => !derived.has(column) && !named.has(column));
}

/**
 * The feed of a table that can be loaded.
 * @throws RiskError FILE_UNKNOWN_FEED, COLUMNS_MISSING
 */
export function feedOfTable(table: TableSource, fileName: string): FeedDefinition {
	const feed = table.feed === null ? undefined : feeds.get(table.feed);
	if (!feed) {
		throw new RiskError(
			'FILE_UNKNOWN_FEED',
			`文件“${fileName}”看不出是哪一类数据，请按“数据名_任意文字.xlsx”改名（如 payroll_202608.csv 或 工资支付明细8月.xlsx），或在导入时指明 --feed。`
		);
	}
	const missing = missingColumns(table);
	if (missing.length > 0) {
		const labels = missing.map((name) => feed.columns.find((column) => column.name === name)?.zh ?? name);
		throw new RiskError(
			'COLUMNS_MISSING',
			`文件“${fileName}”缺少必填列：${labels.join('、')}。请补上这些列（可下载“${feed.zh}”模板对照）后重新提交，本次未入库。`,
			{ missing }
		);
	}
	return feed;
}
