import { open, type FileHandle } from 'node:fs/promises';

const FLUSH_CHARS = 1 << 20;

/** Writes a clean UTF-8 CSV (comma, `\n`) piece by piece, so that memory does not grow with the file. */
export class CsvWriter {
	private pending: string[] = [];
	private pendingChars = 0;

	private constructor(
		readonly path: string,
		private readonly handle: FileHandle
	) {}

	/** Opens a new file at `path`. */
	static async open(path: string): Promise<CsvWriter> {
		return new CsvWriter(path, await open(path, 'w'));
	}

	/** Adds one row: its number in the supplier's file and `width` cells, missing ones blank. */
	async write(row: number, cells: readonly string[], width: number): Promise<void> {
		let line = String(row);
		for (let i = 0; i < width; i++) line += ',' + field(cells[i] ?? '');
		this.pending.push(line);
		this.pendingChars += line.length;
		if (this.pendingChars >= FLUSH_CHARS) await this.flush();
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
		if (this.pending.length === 0) return;
		const text = this.pending.join('\n') + '\n';
		this.pending = [];
		this.pendingChars = 0;
		await this.handle.appendFile(text);
	}
}

function field(text: string): string {
	return /[",\r\n\t;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
