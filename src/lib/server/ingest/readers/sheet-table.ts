import { feeds } from '$lib/domain/feeds';
import { cellText } from './cell-text';
import { isTooLong, tooLongRow } from './csv-row';
import { CsvWriter } from './csv-writer';
import { HEADER_SEARCH_ROWS } from './find-header';
import { keyIndexes } from './header-keys';
import { BodyMerges, fillHeaderMerges, isBlank, type MergedRange, type SheetRow } from './merged-cells';
import { isNoteRow } from './note-row';
import { noteSentences } from './note-sentences';
import type { ReaderLimits } from './reader-limits';
import type { ReadingChoices } from './supplied-file';
import { headerNotes, tableHeader, type TableHeader } from './table-header';
import { LOST_PRECISION, type TableSource, type UnreadableRow } from './table-source';
import { tooBig } from './zip-archive';

/** A worksheet about to be written out as a table. */
export interface SheetInput {
	/** File name, for messages. */
	file: string;
	sheet: string;
	feed: string | null;
	choices?: ReadingChoices;
	rows: AsyncIterable<SheetRow> | Iterable<SheetRow>;
	merges: readonly MergedRange[];
}

/** Rows of text looked at to find the header: the header may be the last of those searched, and two high. */
const HEAD_ROWS = HEADER_SEARCH_ROWS + 2;
/** Raw text kept of a row that is none. */
const RAW_CHARS = 500;

/**
 * Writes a worksheet as CSV to `target`, one text column per header cell after the row number. Titles above
 * the header, blank rows, rows that hold nothing but their serial number, and note rows (备注, 合计) are left
 * out; vertically merged cells are filled down. Null when the sheet has no data row.
 * @throws RiskError FILE_HEADER_NOT_FOUND, FILE_TOO_BIG
 */
export async function sheetTable(
	input: SheetInput,
	target: string,
	limits: ReaderLimits
): Promise<TableSource | null> {
	const head: SheetRow[] = [];
	let body: BodyWriter | null = null;
	const writer = await CsvWriter.open(target);
	try {
		for await (const row of boundedRows(input, limits)) {
			if (body) await body.write(row);
			else head.push(row);
			if (!body && head.length === HEAD_ROWS) body = await startBody(input, head, writer);
		}
		if (!body && head.length > 0) body = await startBody(input, head, writer);
	} finally {
		await writer.close();
	}
	return body && body.rows > 0 ? body.table(input.sheet, target) : null;
}

async function startBody(input: SheetInput, head: SheetRow[], writer: CsvWriter): Promise<BodyWriter> {
	const width = Math.max(...head.map((row) => row.cells.length));
	const raw = head.map((row) => ({ row: row.row, cells: [...row.cells] }));
	fillHeaderMerges(head, input.merges, width);
	const grid = head.map((row) => Array.from(row.cells, (cell) => cellText(cell, 'other')));
	const header = tableHeader(grid, input.feed, `文件“${input.file}”的工作表“${input.sheet}”`, input.choices);
	const body = new BodyWriter(header, head[header.index]!.row, input.merges, writer);
	for (const row of raw.slice(header.index + header.rows)) await body.write(row);
	return body;
}

class BodyWriter {
	rows = 0;
	private firstRow = 0;
	private beyond = 0;
	private readonly set: string[] = [];
	private readonly width: number;
	private readonly kinds: ('text' | 'other')[];
	private readonly keys: number[];
	private readonly merges: BodyMerges;
	private readonly serial: number;
	private lostDigits = 0;
	private readonly unreadable: UnreadableRow[] = [];

	constructor(
		private readonly header: TableHeader,
		private readonly headerRow: number,
		merges: readonly MergedRange[],
		private readonly writer: CsvWriter
	) {
		const definition = header.feed === null ? undefined : feeds.get(header.feed);
		const types = new Map(definition?.columns.map((column) => [column.name, column.type]));
		this.width = header.headers.length;
		this.kinds = header.columns.map((name) => (name && types.get(name) === 'text' ? 'text' : 'other'));
		this.keys = keyIndexes(header);
		this.merges = new BodyMerges(merges, headerRow + header.rows);
		this.serial = header.columns.indexOf('seq_no');
	}

	async write(row: SheetRow): Promise<void> {
		const wasBlank = row.cells.every(isBlank);
		this.merges.fill(row);
		if (wasBlank) return;
		const cells = Array.from(row.cells.slice(0, this.width), (cell, i) => cellText(cell, this.kinds[i]!));
		if (cells.every((cell, i) => cell === '' || (i === this.serial && /^\d+$/.test(cell)))) return;
		if (isNoteRow(cells, this.keys)) {
			this.set.push(cells.filter((cell) => cell !== '').join(' '));
			return;
		}
		if (this.rows === 0) this.firstRow = row.row;
		this.beyond += row.cells.slice(this.width).filter((cell) => !isBlank(cell)).length;
		this.lostDigits += cells.filter((cell) => cell.startsWith(LOST_PRECISION)).length;
		this.rows++;
		if (isTooLong(cells)) {
			this.unreadable.push({ row: row.row, reason: tooLongRow, raw: cells.join(',').slice(0, RAW_CHARS) });
			return;
		}
		await this.writer.write(row.row, cells, this.width);
	}

	table(sheet: string, path: string): TableSource {
		const notes = headerNotes(this.header, this.headerRow);
		notes.push(...noteSentences(this.set));
		if (this.beyond > 0) notes.push(`表头右侧没有列名的单元格共 ${this.beyond} 个，没有读入。`);
		if (this.lostDigits > 0) {
			notes.push(
				`有 ${this.lostDigits} 个编号以数字存放，Excel 只保留前 15 位，请把该列设为“文本”格式后重新填写。`
			);
		}
		return {
			sheet,
			feed: this.header.feed,
			headers: this.header.headers,
			columns: this.header.columns,
			headerRow: this.headerRow,
			firstRow: this.firstRow,
			data: { kind: 'csv', path, delimiter: ',', skipLines: 0, quote: '"', rowNumbers: true },
			converted: true,
			unreadable: this.unreadable,
			notes
		};
	}
}

async function* boundedRows(input: SheetInput, limits: ReaderLimits): AsyncGenerator<SheetRow> {
	let slots = 0;
	for await (const { row, cells } of input.rows) {
		slots += cells.length;
		let width = cells.length;
		while (width > 0 && isBlank(cells[width - 1])) width--;
		if (width > limits.columns)
			throw tooBig(input.file, `第 ${row} 行有 ${width} 列，超过上限 ${limits.columns} 列`);
		if (slots > limits.slots) throw tooBig(input.file, `的工作表“${input.sheet}”范围过大，超过上限`);
		if (width > 0) yield { row, cells: cells.slice(0, width) };
		else if (input.merges.length > 0) yield { row, cells: [] };
	}
}
