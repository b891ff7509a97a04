import type { ReaderLimits } from './reader-limits';
import { dateStyles } from './xlsx-styles';
import { xmlElements } from './xml-text';
import { tooBig, truncated, type ZipArchive } from './zip-archive';

/** One worksheet of a workbook. */
export interface SheetPart {
	name: string;
	/** Entry of the archive. */
	path: string;
	hidden: boolean;
}

/** What the parts around the worksheets say. */
export interface WorkbookParts {
	sheets: SheetPart[];
	/** Entry with the texts that cells share, null when they carry their own. */
	sharedStrings: string | null;
	/** For each cell style, whether it shows a date. */
	dateStyles: boolean[];
	/** Days count from 1904 instead of 1900. */
	date1904: boolean;
}

/** Bytes of workbook.xml, styles.xml and their relations, which are read in one piece. */
const SMALL_PART_BYTES = 16 * 1024 * 1024;

/**
 * Reads what a workbook says about its worksheets.
 * @throws RiskError FILE_TRUNCATED when there is none, FILE_TOO_BIG
 */
export async function workbookParts(
	zip: ZipArchive,
	name: string,
	limits: ReaderLimits
): Promise<WorkbookParts> {
	const sizes = new Map(zip.entries.map((entry) => [entry.name, entry.size]));
	const smallPart = async (part: string): Promise<string> => {
		const size = sizes.get(part);
		if (size === undefined) return '';
		if (size > SMALL_PART_BYTES) throw tooBig(name, '内部格式定义过大，超过上限');
		const chunks: Buffer[] = [];
		for await (const chunk of zip.unpack(part)) chunks.push(chunk);
		return Buffer.concat(chunks).toString('utf8');
	};
	const root = relations(await smallPart('_rels/.rels')).find((one) => one.type === 'officeDocument');
	const path = root ? resolve('', root.target) : 'xl/workbook.xml';
	const folder = path.slice(0, path.lastIndexOf('/') + 1);
	const workbook = await smallPart(path);
	const related = relations(await smallPart(`${folder}_rels/${path.slice(folder.length)}.rels`)).map(
		(one) => ({
			...one,
			path: resolve(folder, one.target)
		})
	);
	const partOf = (type: string) =>
		related.find((one) => one.type === type && sizes.has(one.path))?.path ?? null;
	const sheets = xmlElements(workbook, 'sheet').flatMap((attrs): SheetPart[] => {
		const id = [...attrs].find(([key]) => /:id$/i.test(key))?.[1];
		const target = related.find((one) => one.id === id && one.type === 'worksheet');
		if (!target || !sizes.has(target.path)) return [];
		return [
			{ name: attrs.get('name') ?? '', path: target.path, hidden: /hidden/i.test(attrs.get('state') ?? '') }
		];
	});
	if (sheets.length === 0) throw truncated(name, new Error('no worksheet part'));
	const sharedStrings = partOf('sharedStrings');
	if (sharedStrings && sizes.get(sharedStrings)! > limits.heldPartBytes) {
		throw tooBig(name, '里的文字过多，超过一次能读的上限');
	}
	const styles = partOf('styles');
	return {
		sheets,
		sharedStrings,
		dateStyles: styles ? dateStyles(await smallPart(styles)) : [],
		date1904: /^(1|true)$/.test(xmlElements(workbook, 'workbookPr')[0]?.get('date1904') ?? '')
	};
}

function relations(xml: string): { id: string; type: string; target: string }[] {
	return xmlElements(xml, 'Relationship').map((attrs) => ({
		id: attrs.get('Id') ?? '',
		type: attrs.get('Type')?.split('/').at(-1) ?? '',
		target: attrs.get('Target') ?? ''
	}));
}

function resolve(folder: string, target: string): string {
	const parts: string[] = [];
	for (const part of (target.startsWith('/') ? target : folder + target).split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '.' && part !== '') parts.push(part);
	}
	return parts.join('/');
}
