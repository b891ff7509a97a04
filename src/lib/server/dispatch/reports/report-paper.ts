import type { PaperBlock } from '../paper/paper';
import { printed, type Report, type ReportChart, type ReportTable } from './report';

/** Draws a chart of a report; given by whoever makes the paper, because the stages draw nothing. */
export type DrawChart = (chart: ReportChart) => { svg: string; width: number; height: number };

function tableOf({ name, columns, rows, empty }: ReportTable): PaperBlock[] {
	return [
		{ kind: 'heading', text: name, size: 11 },
		{
			kind: 'table',
			columns: columns.map(({ zh, under, kind, width }) => ({
				head: under === undefined ? zh : `${under} ${zh}`,
				align: kind === 'text' ? 'left' : kind === 'date' ? 'center' : 'right',
				weight: width ?? 10
			})),
			rows: rows.map((row) => row.map((cell, index) => printed(columns[index]!.kind, cell))),
			...(empty !== undefined && { empty })
		}
	];
}

/** A report as a document to be read and filed, in the order of its Word file. */
export function reportBlocks(report: Report, draw: DrawChart): PaperBlock[] {
	const paragraph = (text: string): PaperBlock => ({ kind: 'text', text, indent: true });
	return [
		{
			kind: 'title',
			text: report.title,
			under: report.heads.map(([label, value]) => `${label}：${value}`).join('　')
		},
		...report.opening.map(paragraph),
		...(report.charts ?? []).flatMap((chart): PaperBlock[] => {
			const drawn = draw(chart);
			const values = chart.series
				.map(
					({ name, values: of }) =>
						`${name} ${of.map((value, index) => `${chart.categories[index]} ${value ?? '—'}`).join('、')}`
				)
				.join('；');
			return [
				{ kind: 'note', text: `${chart.title}（${chart.unit}）`, keep: drawn.height },
				{ kind: 'drawing', ...drawn, alt: `${chart.title}：${values}` }
			];
		}),
		...report.tables.flatMap(tableOf),
		...report.closing.map(paragraph)
	];
}
