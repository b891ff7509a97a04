import { open, type FileHandle } from 'node:fs/promises';
import { longestRowChars, tooLongRow } from './csv-row';
import { numberedLine, parseJsonLine } from './json-line';
import type { UnreadableRow } from './table-source';

const FLUSH_CHARS = 1 << 20;
const RAW_CHARS = 500;
/** Rows from which the columns of a JSON table are told. */
export const KEY_ROWS = 1000;

/** Writes checked JSON rows, one a line, each with its `row_no`; rows that are no objects are listed. */
export class JsonWriter {
	rows = 0;
	readonly keys = new Set<string>();
	readonly unreadable: UnreadableRow[] = [];
	private pending = '';

	private constructor(
		readonly path: string,
		private readonly handle: FileHandle
	) {}

	/** Opens a new file at `path`. */
	static async open(path: string): Promise<JsonWriter> {
		return new JsonWriter(path, await open(path, 'w'));
	}

	/** Adds the row `text`, whose number in the supplier's file is `row`. */
	async write(row: number, text: string): Promise<void> {
		const line = text.length > longestRowChars ? { fault: tooLongRow } : parseJsonLine(text);
		if ('fault' in line) {
			this.unreadable.push({ row, reason: line.fault, raw: text.slice(0, RAW_CHARS) });
			return;
		}
		if (++this.rows <= KEY_ROWS) for (const key of line.keys) this.keys.add(key);
		this.pending += numberedLine(text, row);
		if (this.pending.length >= FLUSH_CHARS) await this.flush();
	}

	/** Writes what is pending and closes the file. */
	async close(): Promise<void> {
		try {
			await this.flush();
		} finally {
			await this.handle.close();
		}
	}

	private async flush(): Promise<void> {
		const text = this.pending;
		this.pending = '';
		if (text !== '') await this.handle.appendFile(text);
	}
}
