import {
	AlignmentType,
	Document,
	LineRuleType,
	PageOrientation,
	Packer,
	Paragraph,
	TextRun,
	type ISectionOptions
} from 'docx';

/** GB/T 9704: A4, margins 37/35/28/26 mm, 仿宋 三号, lines of 28 pt. */
const twipsPerMm = 1440 / 25.4;
const mm = (length: number) => Math.round(length * twipsPerMm);
const bodyFont = '仿宋_GB2312';
const titleFont = '方正小标宋简体';
export const headingFont = '黑体';
/** Half points. */
export const bodySize = 32;
const titleSize = 44;
const lineHeight = 28 * 20;

const font = (name: string) => ({
	ascii: 'Times New Roman',
	hAnsi: 'Times New Roman',
	eastAsia: name,
	cs: name
});

export interface TextStyle {
	readonly size?: number;
	readonly bold?: boolean;
	readonly font?: string;
	readonly color?: string;
}

export const run = (text: string, style: TextStyle = {}) =>
	new TextRun({
		text,
		font: font(style.font ?? bodyFont),
		size: style.size ?? bodySize,
		...(style.bold && { bold: true }),
		...(style.color && { color: style.color })
	});

const exactLines = { line: lineHeight, lineRule: LineRuleType.EXACT };

/** A paragraph of the body, its first line two characters in. */
export const bodyParagraph = (text: string) =>
	new Paragraph({
		children: [run(text)],
		spacing: exactLines,
		// Both: one word processor knows characters, another only lengths.
		indent: { firstLine: 640, firstLineChars: 200 }
	});

export const plainParagraph = (
	text: string,
	style: TextStyle & { align?: 'left' | 'center' | 'right' } = {}
) =>
	new Paragraph({
		children: [run(text, style)],
		spacing: exactLines,
		alignment: { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }[
			style.align ?? 'left'
		]
	});

/** A paragraph for a drawing: its line is as high as what stands in it. */
export const drawingParagraph = (mark: string) =>
	new Paragraph({
		children: [run(mark)],
		alignment: AlignmentType.CENTER,
		spacing: { before: 120, after: 120 }
	});

export const titleParagraph = (text: string) =>
	new Paragraph({
		children: [run(text, { size: titleSize, font: titleFont })],
		alignment: AlignmentType.CENTER,
		spacing: { before: 120, after: 240, line: 36 * 20, lineRule: LineRuleType.EXACT }
	});

export const headingParagraph = (text: string) =>
	new Paragraph({
		children: [run(text, { font: headingFont })],
		spacing: exactLines,
		indent: { firstLine: 640, firstLineChars: 200 }
	});

export type Children = ISectionOptions['children'];

/** A document on paper of the standard; `landscape` for wide tables. */
export async function documentBytes(
	children: Children,
	options: { landscape?: boolean } = {}
): Promise<Uint8Array> {
	const document = new Document({
		creator: '薪哨',
		title: '',
		styles: { default: { document: { run: { font: font(bodyFont), size: bodySize } } } },
		sections: [
			{
				properties: {
					page: {
						size: {
							width: mm(210),
							height: mm(297),
							...(options.landscape && { orientation: PageOrientation.LANDSCAPE })
						},
						margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26) }
					}
				},
				children
			}
		]
	});
	return new Uint8Array(await Packer.toBuffer(document));
}
