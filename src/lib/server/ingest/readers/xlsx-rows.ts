import type { CellValue } from './cell-text';
import type { SheetRow } from './merged-cells';
import { cellValue, columnIndex, unescapeControls, type CellContext } from './xlsx-cell';
import { attribute, XmlScanner, type XmlHandler } from './xml-scanner';
import type { ZipArchive } from './zip-archive';

/** Columns of a sheet in Excel. */
const MOST_COLUMNS = 16_384;

/** Streams the rows of a worksheet part; rows and cells without a reference follow the one before. */
export async function* worksheetRows(
	zip: ZipArchive,
	sheetPath: string,
	context: CellContext
): AsyncGenerator<SheetRow> {
	const handler = new RowHandler(context);
	const scanner = new XmlScanner(handler);
	const decoder = new TextDecoder('utf-8', { fatal: true });
	for await (const chunk of zip.unpack(sheetPath)) {
		scanner.push(decoder.decode(chunk, { stream: true }));
		yield* handler.take();
	}
	if (!handler.ended) throw new Error('worksheet without end');
}

/** Reads the texts that cells share, phonetic hints left out. */
export async function sharedStrings(zip: ZipArchive, path: string): Promise<string[]> {
	const strings: string[] = [];
	let text = '';
	let reading = false;
	let phonetic = false;
	const scanner = new XmlScanner({
		open: (name) => {
			if (name === 'si') text = '';
			else if (name === 't') reading = true;
			else if (name === 'rPh') phonetic = true;
		},
		text: (piece) => {
			if (reading && !phonetic) text += piece;
		},
		close: (name) => {
			if (name === 'si') strings.push(unescapeControls(text));
			else if (name === 't') reading = false;
			else if (name === 'rPh') phonetic = false;
		}
	});
	const decoder = new TextDecoder('utf-8', { fatal: true });
	for await (const chunk of zip.unpack(path)) scanner.push(decoder.decode(chunk, { stream: true }));
	return strings;
}

class RowHandler implements XmlHandler {
	ended = false;
	private done: SheetRow[] = [];
	private inData = false;
	private cells: CellValue[] = [];
	private row = 0;
	private column = -1;
	private cellTag: string | null = null;
	private content = '';
	private reading = false;
	private phonetic = false;

	constructor(private readonly context: CellContext) {}

	take(): SheetRow[] {
		const rows = this.done;
		this.done = [];
		return rows;
	}

	open(name: string, tag: string): void {
		if (name === 'sheetData') this.inData = true;
		else if (!this.inData) return;
		else if (name === 'row') this.startRow(tag);
		else if (name === 'c') this.startCell(tag);
		else if (name === 'v' || name === 't') this.reading = true;
		else if (name === 'rPh') this.phonetic = true;
	}

	text(piece: string): void {
		if (this.reading && !this.phonetic) this.content += piece;
	}

	close(name: string): void {
		if (name === 'worksheet') this.ended = true;
		if (!this.inData) return;
		if (name === 'v' || name === 't') this.reading = false;
		else if (name === 'rPh') this.phonetic = false;
		else if (name === 'c') this.endCell();
		else if (name === 'row') this.done.push({ row: this.row, cells: this.cells });
		else if (name === 'sheetData') this.inData = false;
	}

	private startRow(tag: string): void {
		const number = Number(attribute(tag, 'r') ?? this.row + 1);
		// Two rows never have one number, whatever a damaged sheet says: file and number are what a row is known by.
		this.row = Number.isSafeInteger(number) && number > this.row ? number : this.row + 1;
		this.cells = [];
		this.column = -1;
	}

	private startCell(tag: string): void {
		const reference = attribute(tag, 'r');
		this.column = reference === undefined ? this.column + 1 : columnIndex(reference);
		this.cellTag = tag;
		this.content = '';
	}

	private endCell(): void {
		if (this.cellTag === null) return;
		const value = this.content === '' ? null : cellValue(this.cellTag, this.content, this.context);
		this.cellTag = null;
		if (value === null || value === '') return;
		if (this.column < 0 || this.column >= MOST_COLUMNS) throw new Error('cell outside the sheet');
		while (this.cells.length < this.column) this.cells.push(null);
		this.cells[this.column] = value;
	}
}
