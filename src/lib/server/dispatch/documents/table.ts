import { AlignmentType, Paragraph, Table, TableCell, TableRow, VerticalAlign, WidthType } from 'docx';
import { headingFont, run } from './page';

/** Half points: tables are set smaller than the text. */
const tableSize = 21;

const cell = (text: string, isHeader: boolean, align: 'left' | 'center' | 'right', share: number) =>
	new TableCell({
		verticalAlign: VerticalAlign.CENTER,
		width: { size: share, type: WidthType.PERCENTAGE },
		margins: { top: 50, bottom: 50, left: 80, right: 80 },
		children: text.split('\n').map(
			(line) =>
				new Paragraph({
					alignment: { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }[
						align
					],
					children: [run(line, { size: tableSize, ...(isHeader && { font: headingFont }) })]
				})
		)
	});

export interface TableColumn {
	readonly zh: string;
	readonly align: 'left' | 'center' | 'right';
	/** Relative width. */
	readonly weight: number;
}

/** A ruled table whose header row is repeated on every page. */
export function ruledTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): Table {
	const total = columns.reduce((sum, column) => sum + column.weight, 0);
	const shares = columns.map((column) => Math.round((column.weight / total) * 100));
	return new Table({
		width: { size: 100, type: WidthType.PERCENTAGE },
		rows: [
			new TableRow({
				tableHeader: true,
				children: columns.map((column, index) => cell(column.zh, true, 'center', shares[index]!))
			}),
			...rows.map(
				(row) =>
					new TableRow({
						cantSplit: true,
						children: columns.map((column, index) =>
							cell(row[index] ?? '', false, column.align, shares[index]!)
						)
					})
			)
		]
	});
}
