import { RiskError } from '$lib/domain/errors';

/** Encodings that offices hand over, as `TextDecoder` labels. */
export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** Of the characters outside ASCII, the share that may be broken in a file that is plainly meant as UTF-8. */
const BROKEN_SHARE = 0.1;

/**
 * Tells the encoding of a text file from its first bytes: byte order mark, strict UTF-8, GB18030.
 * @throws RiskError FILE_NOT_DATA for binary content, FILE_ENCODING when no encoding fits or UTF-8 is damaged
 */
export function detectEncoding(head: Uint8Array, name: string): Encoding {
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
	if (head.includes(0)) {
		throw new RiskError(
			'FILE_NOT_DATA',
			`文件“${name}”不是文本表格（含有二进制内容），请在 Excel 中另存为 xlsx 或“CSV UTF-8”后再提交。`,
			{ name }
		);
	}
	if (decodes(head, 'utf-8')) return 'utf-8';
	if (isDamagedUtf8(head) || !decodes(head, 'gb18030')) throw undecodable(name, firstBadLine(head));
	return 'gb18030';
}

/** The sentence for bytes that no encoding explains; `line` is 1-based, null when not known. */
export function undecodable(name: string, line: number | null): RiskError {
	const where = line === null ? '' : `第 ${line} 行`;
	return new RiskError(
		'FILE_ENCODING',
		`文件“${name}”${where}含有无法识别的字符，可能在传输中损坏，请重新导出为 UTF-8 或 GB18030 编码后再提交。`,
		{ name, line }
	);
}

/** True when all of `bytes` is text of `encoding`; a character cut off at the end is no fault. */
export function decodes(bytes: Uint8Array, encoding: Encoding): boolean {
	try {
		new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
		return true;
	} catch {
		return false;
	}
}

/** 1-based line of the first byte that is not UTF-8, null when there is none. */
function firstBadLine(bytes: Uint8Array): number | null {
	let start = 0;
	for (let line = 1; start <= bytes.length; line++) {
		const end = bytes.indexOf(0x0a, start);
		const stop = end < 0 ? bytes.length : end;
		if (!decodes(bytes.subarray(start, stop), 'utf-8')) return line;
		if (end < 0) return null;
		start = end + 1;
	}
	return null;
}

// GB18030 accepts almost any bytes, so one broken character in a UTF-8 file would turn the whole file into
// plausible nonsense. Real GB18030 text, read as UTF-8, is nearly all replacement characters.
function isDamagedUtf8(head: Uint8Array): boolean {
	let broken = 0;
	let good = 0;
	for (const char of new TextDecoder('utf-8').decode(head)) {
		if (char === '\ufffd') broken++;
		else if (char > '\u07ff') good++;
	}
	return good > 0 && broken <= good * BROKEN_SHARE;
}
