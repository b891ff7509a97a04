import { AlignmentType, Paragraph, Table, TableCell, TableRow, VerticalAlign, WidthType } from 'docx';
import { headingFont, run } from './page';

/** Half points: tables are set smaller than the text, wide ones smaller still. */
const sizeFor = (columns: number) => (columns > 12 ? 16 : columns > 9 ? 18 : 21);

export interface TableColumn {
	readonly zh: string;
	/** Header above it, shared with its neighbours. */
	readonly under?: string;
	readonly align: 'left' | 'center' | 'right';
	/** Relative width. */
	readonly weight: number;
}

const alignments = {
	left: AlignmentType.LEFT,
	center: AlignmentType.CENTER,
	right: AlignmentType.RIGHT
} as const;

interface CellLook {
	readonly align: 'left' | 'center' | 'right';
	readonly size: number;
	readonly share: number;
	readonly isHeader?: boolean;
	readonly columnSpan?: number;
	readonly rowSpan?: number;
}

const cell = (text: string, { align, size, share, isHeader, columnSpan, rowSpan }: CellLook) =>
	new TableCell({
		verticalAlign: VerticalAlign.CENTER,
		width: { size: share, type: WidthType.PERCENTAGE },
		margins: { top: 50, bottom: 50, left: 60, right: 60 },
		...(columnSpan && { columnSpan }),
		...(rowSpan && { rowSpan }),
		children: [
			new Paragraph({
				alignment: alignments[align],
				children: [run(text, { size, ...(isHeader && { font: headingFont }) })]
			})
		]
	});

/** Header rows: one, or two where some columns share a header above them. */
function headerRows(columns: readonly TableColumn[], size: number, shares: readonly number[]): TableRow[] {
	const look = (index: number) => ({ align: 'center' as const, size, share: shares[index]!, isHeader: true });
	const grouped = columns.some((column) => column.under !== undefined);
	if (!grouped) {
		const cells = columns.map((column, index) => cell(column.zh, look(index)));
		return [new TableRow({ tableHeader: true, children: cells })];
	}
	const upper = columns.flatMap((column, index) => {
		if (column.under === undefined) return [cell(column.zh, { ...look(index), rowSpan: 2 })];
		if (columns[index - 1]?.under === column.under) return [];
		const end = columns.findIndex((next, place) => place > index && next.under !== column.under);
		return [cell(column.under, { ...look(index), columnSpan: (end < 0 ? columns.length : end) - index })];
	});
	const lower = columns.flatMap((column, index) =>
		column.under === undefined ? [] : [cell(column.zh, look(index))]
	);
	return [upper, lower].map((children) => new TableRow({ tableHeader: true, children }));
}

/** A ruled table whose header is repeated on every page. */
export function ruledTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): Table {
	const total = columns.reduce((sum, column) => sum + column.weight, 0);
	const shares = columns.map((column) => Math.round((column.weight / total) * 100));
	const size = sizeFor(columns.length);
	return new Table({
		width: { size: 100, type: WidthType.PERCENTAGE },
		rows: [
			...headerRows(columns, size, shares),
			...rows.map(
				(row) =>
					new TableRow({
						cantSplit: true,
						children: columns.map((column, index) =>
							cell(row[index] ?? '', { align: column.align, size, share: shares[index]! })
						)
					})
			)
		]
	});
}
