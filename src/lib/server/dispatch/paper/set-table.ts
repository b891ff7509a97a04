import { ground, paleRule, quiet, rule } from './colours';
import type { PaperTable, PaperText } from './paper';
import type { Element, Pen } from './pen';

const usualSize = 9;
const leading = 1.35;
const sideShare = 0.4;
const above = 3;

/** A table with thin rules; its head stands again on every page, and no row is cut. */
export function setTable(pen: Pen, table: PaperTable): void {
	const { columns, rows, size = usualSize, rowHeight = 0, isOneLine } = table;
	const side = size * sideShare;
	const total = columns.reduce((sum, { weight }) => sum + weight, 0);
	const widths = columns.map(({ weight }) => (weight / total) * pen.frame.width);
	const lefts = widths.map((_, index) => widths.slice(0, index).reduce((sum, each) => sum + each, 0));
	if (rows.length === 0) {
		const look = { size, width: pen.frame.width, colour: quiet };
		pen.need(size * 2);
		pen.tag('P', () => pen.write(table.empty ?? '—', pen.frame.left, pen.y, look));
		pen.y += pen.heightOf(table.empty ?? '—', look) + 4;
		return;
	}
	const lookOf = (index: number, isHead: boolean) => ({
		size: isHead ? size * 0.94 : size,
		width: widths[index]! - 2 * side,
		align: columns[index]!.align ?? ('left' as const),
		leading,
		isBold: isHead,
		...(isOneLine && !isHead ? { most: size * 1.5 } : pen.frame.next && { most: pen.frame.bottom - 160 })
	});
	const heightOf = (cells: readonly PaperText[], isHead: boolean) =>
		Math.max(rowHeight, ...cells.map((cell, index) => pen.heightOf(cell, lookOf(index, isHead)) + 2 * above));
	const heads = columns.map(({ head }) => head);
	const headHeight = heightOf(heads, true);

	const write = (cells: readonly PaperText[], isHead: boolean, height: number, row: Element | null) =>
		cells.forEach((cell, index) => {
			const look = lookOf(index, isHead);
			const top = pen.y + Math.max(above, (height - pen.heightOf(cell, look)) / 2);
			const draw = () => pen.write(cell, pen.frame.left + lefts[index]! + side, top, look);
			if (!row) pen.decorate(draw);
			else if (isHead) pen.tag('TH', draw, { scope: 'Column' }, row);
			else pen.tag('TD', draw, {}, row);
		});
	const line = (colour: string, thick: number) =>
		pen.decorate(() =>
			pen.doc
				.moveTo(pen.frame.left, pen.y)
				.lineTo(pen.frame.left + pen.frame.width, pen.y)
				.lineWidth(thick)
				.stroke(colour)
		);
	const head = (row: Element | null) => {
		pen.decorate(() => pen.doc.rect(pen.frame.left, pen.y, pen.frame.width, headHeight).fill(ground));
		line(rule, 0.8);
		write(heads, true, headHeight, row);
		pen.y += headHeight;
		line(rule, 0.5);
	};

	pen.need(headHeight + heightOf(rows[0]!, false));
	pen.group('Table', (element) => {
		pen.group('TR', head, element);
		for (const cells of rows) {
			const height = heightOf(cells, false);
			const before = pen.y;
			pen.need(height);
			if (pen.y < before) head(null);
			pen.group('TR', (row) => write(cells, false, height, row), element);
			pen.y += height;
			line(paleRule, 0.4);
		}
	});
	pen.y += 6;
}
