import { open } from 'node:fs/promises';
import { RiskError } from '$lib/domain/errors';
import type { ReaderLimits } from './reader-limits';
import { encrypted, openZip, tooBig } from './zip-archive';

/** What a file is, told from its bytes; the name decides only between the text formats. */
export type FileFormat = 'csv' | 'json' | 'xlsx' | 'legacy' | 'zip';

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');
/** True for an archive, a workbook or an OLE file, by the first bytes: nothing of it can be looked at unopened. */
export const isPacked = (head: Buffer): boolean =>
	head.subarray(0, 2).toString('latin1') === 'PK' || head.subarray(0, OLE.length).equals(OLE);

const BIFF_STREAMS = ['Workbook', 'Book'].map((name) => Buffer.from(name, 'utf16le'));
/** Formats people attach by mistake, by their first bytes. */
const OTHERS: [Buffer, string][] = [
	[Buffer.from('%PDF'), 'PDF 文档'],
	[Buffer.from('89504e47', 'hex'), '图片'],
	[Buffer.from('ffd8ff', 'hex'), '图片'],
	[Buffer.from('Rar!'), 'RAR 压缩包'],
	[Buffer.from('377abcaf271c', 'hex'), '7z 压缩包'],
	[Buffer.from('1f8b', 'hex'), 'gz 压缩包']
];

/**
 * Tells the format of a file.
 * @throws RiskError FILE_ENCRYPTED, FILE_NOT_DATA (a web page, a picture), FILE_FORMAT (Word, RAR, ods)
 */
export async function sniffFormat(
	file: { path: string; name: string; head: Buffer; extension: string },
	limits: ReaderLimits
): Promise<FileFormat> {
	const { head, name } = file;
	if (head.subarray(0, 2).toString('latin1') === 'PK') return sniffZip(file, limits);
	if (head.subarray(0, OLE.length).equals(OLE)) return sniffOle(file, limits);
	const other = OTHERS.find(([magic]) => head.subarray(0, magic.length).equals(magic));
	if (other)
		throw new RiskError('FILE_FORMAT', `文件“${name}”是${other[1]}，不是数据表，请提交 xlsx 或 csv 文件。`, {
			name
		});

	const text = head
		.toString('latin1', 0, 4096)
		.replace(/^\u00ef\u00bb\u00bf/, '')
		.trimStart()
		.toLowerCase();
	const isMarkup = /^<(!doctype|html|head|body|table|meta|div|\?xml|!--)/.test(text);
	if (isMarkup && ['.xls', '.xlsx', '.et'].includes(file.extension) && hasTable(head)) return 'legacy';
	if (isMarkup) {
		throw new RiskError(
			'FILE_NOT_DATA',
			`文件“${name}”是网页而不是数据，可能下载时登录已过期，请重新导出后再提交。`,
			{ name }
		);
	}
	if (['.json', '.ndjson', '.jsonl'].includes(file.extension)) return 'json';
	return /^(\{\s*"|\[\s*\{)/.test(text) ? 'json' : 'csv';
}

function hasTable(head: Buffer): boolean {
	return /<table|<Workbook|schemas-microsoft-com:office:spreadsheet/i.test(head.toString('latin1'));
}

async function sniffZip(file: { path: string; name: string }, limits: ReaderLimits): Promise<FileFormat> {
	const zip = await openZip(file, limits);
	zip.close();
	const names = zip.entries.map((entry) => entry.name);
	if (names.some((entry) => /^xl\/workbook\.bin$/i.test(entry))) return 'legacy';
	if (names.includes('[Content_Types].xml')) {
		if (!names.some((entry) => /^(word|ppt)\//.test(entry))) return 'xlsx';
		throw new RiskError(
			'FILE_FORMAT',
			`文件“${file.name}”是 Word 或 PPT 文档，请把表格另存为 xlsx 后再提交。`,
			{
				name: file.name
			}
		);
	}
	if (names.includes('mimetype') && names.includes('content.xml')) {
		throw new RiskError('FILE_FORMAT', `文件“${file.name}”是 ods 表格，请另存为 xlsx 后再提交。`, {
			name: file.name
		});
	}
	return 'zip';
}

async function sniffOle(file: { path: string; name: string }, limits: ReaderLimits): Promise<FileFormat> {
	const handle = await open(file.path, 'r');
	try {
		const { size } = await handle.stat();
		if (size > limits.legacyBytes) throw tooBig(file.name, '是旧版 xls 且过大，请另存为 xlsx');
		const bytes = Buffer.alloc(size);
		await handle.read(bytes, 0, size, 0);
		if (bytes.includes(ENCRYPTED_PACKAGE)) throw encrypted(file.name);
		if (BIFF_STREAMS.some((name) => bytes.includes(name))) return 'legacy';
	} finally {
		await handle.close();
	}
	throw new RiskError(
		'FILE_FORMAT',
		`文件“${file.name}”不是表格（可能是旧版 Word 文档），请提交 xlsx 或 csv 文件。`,
		{
			name: file.name
		}
	);
}
