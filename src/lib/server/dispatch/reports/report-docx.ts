import {
	bodyParagraph,
	documentBytes,
	drawingParagraph,
	plainParagraph,
	titleParagraph,
	type Children
} from '../documents/page';
import { ruledTable } from '../documents/table';
import { chartMark, withCharts } from '../documents/with-charts';
import { printed, type Report, type ReportTable } from './report';

/** Tables wider than this are printed across. */
const mostColumnsUpright = 9;

function tableOf(table: ReportTable): Children {
	if (table.rows.length === 0) return [plainParagraph(`${table.name}：${table.empty ?? ''}`)];
	const columns = table.columns.map(({ zh, under, kind, width }) => ({
		zh,
		...(under !== undefined && { under }),
		align: kind === 'text' ? ('left' as const) : kind === 'date' ? ('center' as const) : ('right' as const),
		weight: width ?? 10
	}));
	const rows = table.rows.map((row) => row.map((cell, index) => printed(table.columns[index]!.kind, cell)));
	return [ruledTable(columns, rows), plainParagraph('')];
}

/** A report as a document to be read and edited. */
export async function reportDocx(report: Report): Promise<Uint8Array> {
	const landscape = report.tables.some((table) => table.columns.length > mostColumnsUpright);
	const charts = report.charts ?? [];
	const bytes = await documentBytes(
		[
			...report.title.split('\n').map(titleParagraph),
			...report.heads.map(([label, value]) => plainParagraph(`${label}：${value}`)),
			...report.opening.map(bodyParagraph),
			...charts.map((_, index) => drawingParagraph(chartMark(index))),
			...report.tables.flatMap(tableOf),
			...report.closing.map(bodyParagraph)
		],
		{ landscape }
	);
	return withCharts(bytes, charts);
}
