import { paleRule, quiet } from './colours';
import type { PaperBlock } from './paper';
import type { Pen } from './pen';

type Block<K extends PaperBlock['kind']> = Extract<PaperBlock, { kind: K }>;
const bodySize = 10.5;
const besideShare = 0.42;

/** The head of a paper: its title with what it speaks of under it, or beside it where height is dear. */
export function setTitle(pen: Pen, { text, under, beside }: Block<'title'>): void {
	const { left, width } = pen.frame;
	if (beside !== undefined) {
		const look = { size: 15, width: width * (1 - besideShare), isBold: true, leading: 1.3 };
		const small = {
			size: 8.5,
			width: width * besideShare,
			colour: quiet,
			align: 'right' as const,
			leading: 1.4
		};
		const height = Math.max(pen.heightOf(text, look), pen.heightOf(beside, small));
		pen.tag('H1', () => pen.write(text, left, pen.y, look));
		pen.tag('P', () => pen.write(beside, left + width * (1 - besideShare), pen.y + 3, small));
		pen.y += height + 4;
		return;
	}
	const look = { size: 20, width, isBold: true, align: 'center' as const, leading: 1.4 };
	for (const line of text.split('\n')) {
		pen.tag('H1', () => pen.write(line, left, pen.y, look));
		pen.y += pen.heightOf(line, look);
	}
	pen.y += 4;
	if (under) {
		const small = { size: 10, width, colour: quiet, align: 'center' as const };
		pen.tag('P', () => pen.write(under, left, pen.y, small));
		pen.y += pen.heightOf(under, small) + 4;
	}
	pen.decorate(() =>
		pen.doc
			.moveTo(left, pen.y)
			.lineTo(left + width, pen.y)
			.lineWidth(0.8)
			.stroke(paleRule)
	);
	pen.y += 10;
}

/** Room under a heading, so that it never stands alone at the foot of a page. */
const roomUnder = 48;

export function setHeading(pen: Pen, { text, size = 13 }: Block<'heading'>): void {
	const look = { size, width: pen.frame.width, isBold: true, leading: 1.4 };
	const above = size * 0.7;
	const height = pen.heightOf(text, look);
	pen.need(above + height + roomUnder);
	pen.y += above;
	pen.tag('H2', () => pen.write(text, pen.frame.left, pen.y, look));
	pen.y += height + size * 0.3;
}

/** A paragraph; Chinese ones begin two characters in, as a document of an office does. */
export function setParagraph(pen: Pen, { text, indent, size = bodySize }: Block<'text'>): void {
	const look = { size, width: pen.frame.width, leading: 1.65, ...(indent && { indent: size * 2 }) };
	const height = pen.heightOf(text, look);
	pen.need(height);
	pen.tag('P', () => pen.write(text, pen.frame.left, pen.y, look));
	pen.y += height + size * 0.25;
}

export function setNote(pen: Pen, { text, align = 'left', keep = 0 }: Block<'note'>): void {
	const look = { size: 8.5, width: pen.frame.width, colour: quiet, align, leading: 1.45 };
	const height = pen.heightOf(text, look);
	pen.need(height + keep);
	pen.tag('P', () => pen.write(text, pen.frame.left, pen.y, look));
	pen.y += height + 3;
}

export function setList(pen: Pen, { items, isNumbered, size = bodySize }: Block<'list'>): void {
	const label = size * 1.5;
	const look = { size, width: pen.frame.width - label, leading: 1.5 };
	pen.group('L', (list) => {
		items.forEach((item, index) => {
			const height = pen.heightOf(item, look);
			pen.need(height);
			const { left } = pen.frame;
			pen.group(
				'LI',
				(line) => {
					const sign = isNumbered ? `${index + 1}.` : '·';
					pen.tag('Lbl', () => pen.write(sign, left, pen.y, { ...look, width: label }), {}, line);
					pen.tag('LBody', () => pen.write(item, left + label, pen.y, look), {}, line);
				},
				list
			);
			pen.y += height + 1;
		});
	});
}

/** Labels with their values, several pairs a line. */
export function setFacts(pen: Pen, { facts, columns, size = 9.5 }: Block<'facts'>): void {
	const { left, width } = pen.frame;
	const each = width / columns;
	const labelWidth = Math.min(each * 0.34, size * 8.5);
	for (let at = 0; at < facts.length; at += columns) {
		const line = facts.slice(at, at + columns);
		const value = { size, width: each - labelWidth - 10, leading: 1.45 };
		const label = { size, width: labelWidth - 6, colour: quiet, leading: 1.45 };
		const height = Math.max(
			...line.map(([name, words]) => Math.max(pen.heightOf(words, value), pen.heightOf(name, label)))
		);
		pen.need(height + 4);
		line.forEach(([name, words], index) => {
			const x = left + each * index;
			pen.tag('P', () => {
				pen.write(name, x, pen.y, label);
				pen.write(words, x + labelWidth, pen.y, value);
			});
		});
		pen.y += height + 3;
	}
	pen.y += 3;
}
