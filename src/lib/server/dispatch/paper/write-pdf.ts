import PDFDocument from 'pdfkit';
import { paleRule, quiet } from './colours';
import { fontFile } from './fonts';
import type { Paper, PaperBlock } from './paper';
import { Pen, type Doc, type Element } from './pen';
import { setCounts, setDrawing } from './set-figures';
import { setTable } from './set-table';
import { setFacts, setHeading, setList, setNote, setParagraph, setTitle } from './set-text';

const pointsPerMm = 72 / 25.4;
const mm = (length: number) => length * pointsPerMm;
/** Margins of a document that is filed, and of a sheet that is looked at. */
const margins = {
	document: { top: mm(22), bottom: mm(22), side: mm(22) },
	sheet: { top: mm(9), bottom: mm(12), side: mm(11) }
} as const;
const languages = { zh: 'zh-CN', en: 'en' } as const;
const gapOfColumns = 14;
/** Points below a page that nothing reaches. */
const farBelow = 10_000;

function setBlock(pen: Pen, block: PaperBlock): void {
	switch (block.kind) {
		case 'title':
			return setTitle(pen, block);
		case 'heading':
			return setHeading(pen, block);
		case 'text':
			return setParagraph(pen, block);
		case 'note':
			return setNote(pen, block);
		case 'list':
			return setList(pen, block);
		case 'facts':
			return setFacts(pen, block);
		case 'table':
			return setTable(pen, block);
		case 'counts':
			return setCounts(pen, block);
		case 'drawing':
			return setDrawing(pen, block);
		case 'columns':
			return setColumns(pen, block);
		case 'gap':
			pen.y += block.height;
			return;
		case 'page':
			pen.need(Infinity);
	}
}

function setColumns(pen: Pen, { parts }: Extract<PaperBlock, { kind: 'columns' }>): void {
	const total = parts.reduce((sum, { weight }) => sum + weight, 0);
	const room = pen.frame.width - gapOfColumns * (parts.length - 1);
	let { left } = pen.frame;
	let lowest = pen.y;
	for (const { weight, blocks } of parts) {
		const width = (weight / total) * room;
		const part = pen.beside(left, width);
		for (const block of blocks) setBlock(part, block);
		lowest = Math.max(lowest, part.y);
		left += width + gapOfColumns;
	}
	pen.y = lowest;
}

/** What stands on every page: the foot, and the mark of who took the paper. */
function furnish(doc: Doc, paper: Paper, side: number): void {
	const { count } = doc.bufferedPageRange();
	for (let page = 0; page < count; page++) {
		doc.switchToPage(page);
		const { width, height } = doc.page;
		const top = height - mm(paper.isSheet ? 8.5 : 14);
		doc.markContent('Artifact', { type: 'Pagination' });
		doc
			.moveTo(side, top - 3)
			.lineTo(width - side, top - 3)
			.lineWidth(0.4)
			.stroke(paleRule);
		doc.font('plain').fontSize(7.5).fillColor(quiet);
		const room = width - 2 * side;
		doc.text(paper.foot, side, top, { width: room - 90, lineBreak: false, ellipsis: true, height: 12 });
		doc.text(paper.pageOf(page + 1, count), side, top, { width: room, align: 'right', lineBreak: true });
		doc.save();
		doc.rotate(-28, { origin: [width / 2, height / 2] });
		doc.font('plain').fontSize(13).fillColor('#000000').fillOpacity(0.055);
		for (let y = -height * 0.2; y < height * 1.2; y += 110)
			for (let x = -width * 0.2; x < width * 1.2; x += 360) doc.text(paper.mark, x, y, { lineBreak: false });
		doc.restore();
		doc.fillOpacity(1);
		doc.endMarkedContent();
	}
}

/** Writes a paper as tagged PDF with its typeface in it. */
export async function writePdf(paper: Paper): Promise<Uint8Array> {
	const margin = paper.isSheet ? margins.sheet : margins.document;
	const doc = new PDFDocument({
		size: 'A4',
		layout: paper.isLandscape ? 'landscape' : 'portrait',
		// Pages are begun by the pen alone: what is set at the foot must not begin another.
		margins: { top: 0, left: 0, right: 0, bottom: -farBelow },
		pdfVersion: '1.7',
		tagged: true,
		lang: languages[paper.lang],
		displayTitle: true,
		bufferPages: true,
		info: {
			Title: paper.title.replaceAll('\n', ' '),
			Author: paper.author,
			Creator: '薪哨 Xinshao',
			CreationDate: paper.madeAt
		}
	});
	const chunks: Buffer[] = [];
	doc.on('data', (chunk: Buffer) => chunks.push(chunk));
	const ended = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject));
	doc.registerFont('plain', fontFile('plain')).registerFont('bold', fontFile('bold'));
	const root: Element = doc.struct('Document');
	doc.addStructure(root);
	const { width, height } = doc.page;
	const frame = {
		left: margin.side,
		width: width - 2 * margin.side,
		bottom: height - margin.bottom,
		next: () => {
			doc.addPage();
			return margin.top;
		}
	};
	const pen = new Pen(doc, frame, root, margin.top);
	for (const block of paper.blocks) setBlock(pen, block);
	root.end();
	furnish(doc, paper, margin.side);
	doc.end();
	await ended;
	return new Uint8Array(Buffer.concat(chunks));
}
