import svgToPdf from 'svg-to-pdfkit';
import { paleRule, quiet, rule, toneColours } from './colours';
import type { PaperBlock } from './paper';
import type { Pen } from './pen';

type Block<K extends PaperBlock['kind']> = Extract<PaperBlock, { kind: K }>;

/** Large figures beside one another, each with its word above and what changed under it. */
export function setCounts(pen: Pen, { counts }: Block<'counts'>): void {
	const gap = 6;
	const each = (pen.frame.width - gap * (counts.length - 1)) / counts.length;
	const height = 50;
	pen.need(height);
	counts.forEach((count, index) => {
		const left = pen.frame.left + (each + gap) * index;
		const inner = each - 16;
		pen.decorate(() => {
			pen.doc.rect(left, pen.y, each, height).lineWidth(0.5).stroke(paleRule);
			pen.doc.rect(left, pen.y, each, 2).fill(count.tone ? toneColours[count.tone] : rule);
		});
		pen.tag('P', () => {
			pen.write(count.label, left + 8, pen.y + 5, { size: 9, width: inner, leading: 1.3, most: 13 });
			const { doc } = pen;
			doc.font('bold').fontSize(20);
			const wide = doc.widthOfString(count.value);
			pen.write(count.value, left + 8, pen.y + 17, {
				size: 20,
				width: inner + 8,
				isBold: true,
				leading: 1.3
			});
			const after = left + 8 + wide + 4;
			const rest = left + each - after - 4;
			const small = { size: 8, width: rest, colour: quiet, leading: 1.3 };
			if (count.unit) pen.write(count.unit, after, pen.y + 29, small);
			if (count.note) pen.write(count.note, after, pen.y + (count.under ? 22 : 28), { ...small, size: 9 });
			if (count.under) pen.write(count.under, after, pen.y + 34, small);
		});
	});
	pen.y += height + 6;
}

/** A drawing as it was made, vectors and all; nothing of it is a picture of points. */
export function setDrawing(pen: Pen, { svg, width, height, most = Infinity, alt }: Block<'drawing'>): void {
	const scale = Math.min(pen.frame.width / width, most / height);
	const tall = height * scale;
	pen.need(tall);
	const left = pen.frame.left + (pen.frame.width - width * scale) / 2;
	pen.tag(
		'Figure',
		() =>
			svgToPdf(pen.doc, svg, left, pen.y, {
				width: width * scale,
				height: tall,
				fontCallback: (_family, isBold) => (isBold ? 'bold' : 'plain')
			}),
		{ alt }
	);
	pen.y += tall + 6;
}
