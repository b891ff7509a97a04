import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import { nameColumns } from '../matching/name-columns';
import { findHeader, HEADER_SEARCH_ROWS, type FoundHeader } from './find-header';
import { recogniseFeed } from './recognise-feed';
import type { ReadingChoices } from './supplied-file';

/** The header of a table and the feed it belongs to, null when no feed is recognised. */
export interface TableHeader extends FoundHeader {
	feed: string | null;
}

/**
 * Finds the header in the first rows of a table, for the feed its name says or, when it says none, for the
 * feed the header itself names. Without either, the first row with text is given as the header of no feed.
 * @throws RiskError FILE_HEADER_NOT_FOUND when the named feed has no header here and none is to be guessed
 */
export function tableHeader(
	grid: readonly (readonly string[])[],
	feed: string | null,
	what: string,
	choices: ReadingChoices = {}
): TableHeader {
	const definition = feed === null ? undefined : feeds.get(feed);
	if (definition) {
		const found = findHeader(grid, definition, choices.remembered);
		if (found) return { ...found, feed };
		if (choices.guessHeader) return { ...widestRow(grid), feed };
		throw new RiskError(
			'FILE_HEADER_NOT_FOUND',
			`${what}的前 15 行里没有找到“${definition.zh}”的表头，请按模板填写列名后再提交。`,
			{ feed }
		);
	}
	const recognised = recogniseFeed(grid, feeds.values(), choices.remembered);
	if (recognised) return { ...recognised.header, feed: recognised.definition.feed };
	if (choices.guessHeader) return { ...widestRow(grid), feed: null };
	return {
		...rowAsHeader(
			grid,
			grid.findIndex((cells) => cells.some((cell) => cell.trim() !== ''))
		),
		feed: null
	};
}

function rowAsHeader(grid: readonly (readonly string[])[], at: number): FoundHeader {
	const index = Math.max(0, at);
	const headers = (grid[index] ?? []).map((cell) => cell.trim());
	return { index, rows: 1, headers, columns: headers.map(() => null), matched: 0 };
}

/** The first of the rows with most cells filled: titles and 填报单位 lines fill one or two. */
function widestRow(grid: readonly (readonly string[])[]): FoundHeader {
	const filled = grid
		.slice(0, HEADER_SEARCH_ROWS)
		.map((cells) => new Set(cells.map((cell) => cell.trim()).filter((cell) => cell !== '')).size);
	return rowAsHeader(grid, filled.indexOf(Math.max(0, ...filled)));
}

/** Chinese sentences on a header: where it stands, which columns are not read. */
export function headerNotes(header: TableHeader, headerRow: number): string[] {
	const notes: string[] = [];
	if (headerRow > 1 || header.rows > 1) {
		const rows = header.rows > 1 ? `${headerRow}、${headerRow + 1}` : `${headerRow}`;
		notes.push(`表头在第 ${rows} 行。`);
	}
	if (header.remembered) {
		const named = header.columns.flatMap((column, i) =>
			column !== null && header.remembered?.includes(column)
				? [`“${header.headers[i]}”作“${columnName(header.feed, column)}”`]
				: []
		);
		notes.push(`按该报送单位以往的对应读入：${named.join('、')}。`);
	}
	const definition = header.feed === null ? undefined : feeds.get(header.feed);
	const names = (definition ? nameColumns(definition, header) : []).flatMap(({ index }) => index ?? []);
	if (names.length > 0) {
		notes.push(`没有代码的行按名称匹配：${names.map((i) => `“${header.headers[i]}”`).join('、')}。`);
	}
	const unknown = header.headers.filter(
		(text, i) => text !== '' && header.columns[i] === null && !names.includes(i)
	);
	if (header.feed !== null && unknown.length > 0) notes.push(`未识别、没有读入的列：${unknown.join('、')}。`);
	return notes;
}

const columnName = (feed: string | null, column: string) =>
	(feed === null ? undefined : feeds.get(feed))?.columns.find(({ name }) => name === column)?.zh ?? column;
