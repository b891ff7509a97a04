/** Outcome of checking one JSON row: its keys, or why it is none. */
export type JsonLine = { keys: string[] } | { fault: string };

/** Checks that `text` is one JSON object, as a row of a feed is. */
export function parseJsonLine(text: string): JsonLine {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return { fault: '不是完整的 JSON' };
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return { fault: '不是 JSON 对象' };
	return { keys: Object.keys(value) };
}

/** The JSON object `text` on one line, with the row number in the supplier's file put first as `row_no`. */
export function numberedLine(text: string, row: number): string {
	const body = text
		.trim()
		.slice(1)
		.trimStart()
		.replace(/[\r\n]+/g, ' ');
	return `{"row_no":${row}${body.startsWith('}') ? '' : ','}${body}\n`;
}
