import { parseRecord } from './csv-record';

/** One record of a CSV file; `row` is its 1-based number, blank lines counted, quoted line breaks not. */
export type NumberedRecord =
	{ row: number; cells: string[]; raw: string } | { row: number; fault: string; raw: string };

/** A cell of more lines than this is a forgotten quote, not an address. */
const LONGEST_RECORD_LINES = 50;

/**
 * Splits physical lines, handed over in batches, into records. A quote that is never closed costs one line,
 * not the rest of the file: the line is reported and reading goes on with the next one.
 */
export class RecordSplitter {
	private row = 0;
	private waiting: string[] = [];

	constructor(private readonly delimiter: string) {}

	/** Takes the next lines and returns the records that are complete; `final` when no line follows. */
	push(lines: readonly string[], final: boolean): NumberedRecord[] {
		const queue = this.waiting.length > 0 ? [...this.waiting, ...lines] : lines;
		const records: NumberedRecord[] = [];
		let at = 0;
		while (at < queue.length) {
			const taken = this.take(queue, at, final);
			if (taken === null) break;
			records.push(taken.record);
			at += taken.lines;
		}
		this.waiting = queue.slice(at);
		return records;
	}

	private take(
		queue: readonly string[],
		at: number,
		final: boolean
	): { record: NumberedRecord; lines: number } | null {
		const first = queue[at]!;
		let raw = first;
		for (let lines = 1; ; lines++) {
			const line = queue[at + lines - 1];
			const exhausted = line === undefined || lines > LONGEST_RECORD_LINES;
			if (line === undefined && !final) return null;
			if (!exhausted && lines > 1) {
				raw += '\n' + line;
				if (!line.includes('"')) continue;
			}
			const record = exhausted ? { fault: '引号没有闭合' } : parseRecord(raw, this.delimiter);
			if ('cells' in record) return { record: { row: ++this.row, cells: record.cells, raw }, lines };
			if ('fault' in record) {
				return { record: { row: ++this.row, fault: record.fault, raw: first }, lines: 1 };
			}
		}
	}
}
