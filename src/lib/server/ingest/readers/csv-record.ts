/** Outcome of reading one record: its cells, `open` when a quote is not closed yet, or why it is no record. */
export type CsvRecord = { cells: string[] } | { open: true } | { fault: string };

/**
 * Reads one CSV record (without its line end). A quote counts only at the start of a cell, as in Excel;
 * `="6222…"`, which banks write to keep digits, is the text between the quotes.
 */
export function parseRecord(text: string, delimiter: string): CsvRecord {
	if (!text.includes('"')) return { cells: text.split(delimiter) };
	const cells: string[] = [];
	let at = 0;
	for (;;) {
		if (text[at] === '"') {
			const end = closingQuote(text, at + 1);
			if (end < 0) return { open: true };
			cells.push(unwrap(text.slice(at + 1, end).replaceAll('""', '"')));
			at = end + 1;
			if (at < text.length && text[at] !== delimiter) return { fault: '引号之后还有多余的文字' };
		} else {
			const end = text.indexOf(delimiter, at);
			const stop = end < 0 ? text.length : end;
			cells.push(unwrap(text.slice(at, stop)));
			at = stop;
		}
		if (at >= text.length) return { cells };
		at++;
		if (at === text.length) {
			cells.push('');
			return { cells };
		}
	}
}

function closingQuote(text: string, from: number): number {
	for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
		if (text[at + 1] !== '"') return at;
	}
	return -1;
}

function unwrap(cell: string): string {
	return cell.length > 3 && cell.startsWith('="') && cell.endsWith('"') ? cell.slice(2, -1) : cell;
}
