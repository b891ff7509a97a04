import { tooBig, truncated, type ZipArchive } from './zip-archive';
import type { ReaderLimits } from './reader-limits';

/** A merged range of cells; rows are 1-based as in Excel, columns 0-based, both ends included. */
export interface MergedRange {
	fromRow: number;
	toRow: number;
	fromColumn: number;
	toColumn: number;
}

/** One worksheet of a workbook. */
export interface SheetPart {
	/** Position among the sheets of the workbook. */
	index: number;
	name: string;
	/** Entry of the archive. */
	path: string;
	hidden: boolean;
}

/** More merged ranges than this are no form that a person filled in. */
const MOST_MERGES = 200_000;
const RELATIONS = /<(?:\w+:)?Relationship\s((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const SHEETS = /<(?:\w+:)?sheet\s((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g;
/** Longer than any `mergeCell` element, so that one cut by a chunk end is seen whole with the next chunk. */
const OVERLAP_CHARS = 128;

/**
 * Lists the worksheets of a workbook, and unpacks every other part once so that sizes and checksums are known
 * to be true before a library trusts them.
 * @throws RiskError FILE_TRUNCATED, FILE_TOO_BIG
 */
export async function workbookSheets(
	zip: ZipArchive,
	name: string,
	limits: ReaderLimits
): Promise<SheetPart[]> {
	const small = new Map<string, string>();
	for (const { name: part, size } of zip.entries) {
		if (!/\.(xml|rels)$/i.test(part) || /worksheets\/[^/]+\.xml$/i.test(part)) continue;
		if (size > limits.heldPartBytes) throw tooBig(name, '内部文字表过大，超过上限');
		const keep = /(^|\/)workbook[^/]*$|^_rels\/\.rels$/i.test(part);
		const chunks: Buffer[] = [];
		for await (const chunk of zip.unpack(part)) if (keep) chunks.push(chunk);
		if (keep) small.set(part, Buffer.concat(chunks).toString('utf8'));
	}
	const root = relations(small.get('_rels/.rels') ?? '').find((one) => one.type.endsWith('/officeDocument'));
	const workbookPath = root?.target.replace(/^\//, '') ?? 'xl/workbook.xml';
	const folder = workbookPath.includes('/') ? workbookPath.slice(0, workbookPath.lastIndexOf('/') + 1) : '';
	const workbook = small.get(workbookPath);
	const targets = new Map(
		relations(small.get(`${folder}_rels/${workbookPath.slice(folder.length)}.rels`) ?? '')
			.filter((one) => one.type.endsWith('/worksheet'))
			.map((one) => [one.id, resolve(folder, one.target)])
	);
	if (workbook === undefined) throw truncated(name, new Error('no workbook part'));
	const listed = [...workbook.matchAll(SHEETS)]
		.map((match) => attributes(match[1]!))
		.map((attrs) => ({ name: attrs.get('name') ?? '', id: relationId(attrs), state: attrs.get('state') }))
		.filter((sheet) => sheet.name !== '' && sheet.id !== undefined)
		.map((sheet, index) => ({
			index,
			name: sheet.name,
			path: targets.get(sheet.id!) ?? '',
			hidden: sheet.state === 'hidden' || sheet.state === 'veryHidden'
		}));
	const sheets = listed.filter((sheet) => zip.entries.some((entry) => entry.name === sheet.path));
	if (sheets.length === 0) throw truncated(name, new Error('no worksheet part'));
	return sheets;
}

/** Unpacks a worksheet once, verifying it, and returns its merged ranges in the order of their first rows. */
export async function mergedRanges(zip: ZipArchive, sheet: SheetPart): Promise<MergedRange[]> {
	const merges: MergedRange[] = [];
	let rest = '';
	for await (const chunk of zip.unpack(sheet.path)) {
		if (rest === '' && !chunk.includes('mergeCell')) {
			rest = chunk.toString('latin1', Math.max(0, chunk.length - OVERLAP_CHARS));
			continue;
		}
		const text = rest + chunk.toString('latin1');
		let end = 0;
		for (const match of text.matchAll(MERGE)) {
			end = match.index + match[0].length;
			if (merges.length < MOST_MERGES) merges.push(rangeOf(match));
		}
		rest = text.slice(Math.max(end, text.length - OVERLAP_CHARS));
	}
	return merges.sort((a, b) => a.fromRow - b.fromRow);
}

function rangeOf(match: RegExpExecArray): MergedRange {
	return {
		fromRow: Number(match[2]),
		toRow: Number(match[4]),
		fromColumn: columnIndex(match[1]!),
		toColumn: columnIndex(match[3]!)
	};
}

function columnIndex(letters: string): number {
	let index = 0;
	for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
	return index - 1;
}

function relations(xml: string): { id: string; type: string; target: string }[] {
	return [...xml.matchAll(RELATIONS)]
		.map((match) => attributes(match[1]!))
		.map((attrs) => ({
			id: attrs.get('Id') ?? '',
			type: attrs.get('Type') ?? '',
			target: attrs.get('Target') ?? ''
		}));
}

function relationId(attrs: Map<string, string>): string | undefined {
	for (const [key, value] of attrs) if (/:id$/i.test(key)) return value;
	return undefined;
}

function attributes(text: string): Map<string, string> {
	const found = text.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
	return new Map([...found].map((match) => [match[1]!, unescapeXml(match[2] ?? match[3] ?? '')]));
}

function unescapeXml(text: string): string {
	const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
	return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, code: string) => {
		if (!code.startsWith('#')) return named[code] ?? whole;
		const point = /^#x/i.test(code) ? parseInt(code.slice(2), 16) : Number(code.slice(1));
		return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
	});
}

function resolve(folder: string, target: string): string {
	if (target.startsWith('/')) return target.slice(1);
	const parts: string[] = [];
	for (const part of (folder + target).split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '.' && part !== '') parts.push(part);
	}
	return parts.join('/');
}
