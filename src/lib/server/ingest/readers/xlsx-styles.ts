import { xmlElements } from './xml-text';

/** Built-in number formats that show a date or a time; 27–36 and 50–58 are the Chinese ones. */
const BUILT_IN_DATES: readonly [number, number][] = [
	[14, 22],
	[27, 36],
	[45, 45],
	[47, 47],
	[50, 58]
];

/** Characters of a number format that Excel allows. */
const LONGEST_FORMAT = 255;

/** For each cell style of a workbook's styles part, whether it shows numbers as dates. */
export function dateStyles(stylesXml: string): boolean[] {
	const codes = new Map(
		xmlElements(stylesXml, 'numFmt').map((attrs) => [
			Number(attrs.get('numFmtId')),
			attrs.get('formatCode') ?? ''
		])
	);
	const from = stylesXml.search(/<(?:\w+:)?cellXfs[\s>]/);
	const list = from < 0 ? '' : stylesXml.slice(from);
	const cellFormats = list.slice(0, Math.max(0, list.search(/<\/(?:\w+:)?cellXfs>/)));
	return xmlElements(cellFormats, 'xf').map((attrs) => {
		const id = Number(attrs.get('numFmtId') ?? 0);
		const code = codes.get(id);
		return code === undefined
			? BUILT_IN_DATES.some(([first, last]) => id >= first && id <= last)
			: isDateFormat(code);
	});
}

/** True when a number format shows a date or time of day; `[h]:mm`, a length of time, is a number. */
export function isDateFormat(code: string): boolean {
	if (/\[(h+|m+|s+)\]/i.test(code)) return false;
	const first = code
		.slice(0, LONGEST_FORMAT)
		.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
		.split(';', 1)[0]!
		.replace(/general/i, '');
	return /[ymdhs]/i.test(first);
}
