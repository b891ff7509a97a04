import type { ChartTone, ReportChart } from '../reports/report';
import { chartSheet, workbookRelation } from './chart-workbook';

const escaped = (text: string) =>
	text.replace(/[<>&"]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[sign]!);
/** Text of a chart, in hundredths of a point. */
const size = 1000;
const font = '<a:latin typeface="Times New Roman"/><a:ea typeface="仿宋_GB2312"/>';
const textOf = (points: number, isBold: boolean, colour = besideText) =>
	`<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${points}" b="${isBold ? 1 : 0}"><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>${font}</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`;

const points = (values: readonly (string | number | null)[]) =>
	`<c:ptCount val="${values.length}"/>${values
		.map((value, index) =>
			value === null ? '' : `<c:pt idx="${index}"><c:v>${escaped(String(value))}</c:v></c:pt>`
		)
		.join('')}`;
/** Cells of the sheet behind the chart, with what stands in them: shown by who does not open the sheet. */
const strings = (cells: string, values: readonly string[]) =>
	`<c:strRef><c:f>${cells}</c:f><c:strCache>${points(values)}</c:strCache></c:strRef>`;
const numbers = (cells: string, values: readonly (number | null)[]) =>
	`<c:numRef><c:f>${cells}</c:f><c:numCache><c:formatCode>General</c:formatCode>${points(values)}</c:numCache></c:numRef>`;
/** Column of a series in that sheet; the first holds the categories. */
const columnOf = (index: number) => String.fromCharCode('B'.charCodeAt(0) + index);

/** Colours of the light theme, and of the figures that stand on them. */
const paper: Readonly<Record<ChartTone, { readonly fill: string; readonly text: string }>> = {
	red: { fill: 'bf2630', text: 'ffffff' },
	yellow: { fill: 'e3a911', text: '2a1d00' },
	accent: { fill: '1d4f7c', text: 'ffffff' }
};
const besideText = '333333';

const rangeOf = (column: string, rows: readonly string[]) =>
	`${chartSheet}!$${column}$2:$${column}$${rows.length + 1}`;

const seriesXml = (
	series: ReportChart['series'][number],
	index: number,
	{ categories, series: all }: ReportChart
) =>
	`<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx>${strings(`${chartSheet}!$${columnOf(index)}$1`, [series.name])}</c:tx>` +
	`<c:spPr><a:solidFill><a:srgbClr val="${paper[series.tone].fill}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>` +
	// Nought is left unwritten: a row of noughts says less than the empty place.
	`<c:dLbls><c:numFmt formatCode="#,##0.##;;" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>${textOf(900, false, all.length > 1 ? paper[series.tone].text : besideText)}<c:showLegendKey val="0"/><c:showVal val="1"/>` +
	`<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>` +
	`<c:cat>${strings(rangeOf('A', categories), categories)}</c:cat><c:val>${numbers(rangeOf(columnOf(index), categories), series.values)}</c:val></c:ser>`;

/**
 * A chart as the word processors draw it themselves (DrawingML, ECMA-376 part 1, 21.2): it needs no fonts and no
 * pictures of the server, is sharp at every size, and can be edited where it is opened. Its values stand in the chart
 * and in a small workbook beside it, as the word processors write it themselves: some draw nothing without one.
 */
export function chartXml(chart: ReportChart): string {
	const isBars = chart.shape === 'bars';
	const isStacked = chart.series.length > 1;
	// Bars are listed from above, as the table below them; the axis of values then belongs to the other end.
	const order = isBars ? 'maxMin' : 'minMax';
	return (
		'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
		'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">' +
		'<c:roundedCorners val="0"/><c:chart>' +
		`<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1200" b="1">${font}</a:defRPr></a:pPr>` +
		`<a:r><a:rPr lang="zh-CN" sz="1200" b="1">${font}</a:rPr><a:t>${escaped(`${chart.title}（${chart.unit}）`)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>` +
		'<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>' +
		`<c:barChart><c:barDir val="${isBars ? 'bar' : 'col'}"/><c:grouping val="${isStacked ? 'stacked' : 'clustered'}"/><c:varyColors val="0"/>` +
		chart.series.map((one, index) => seriesXml(one, index, chart)).join('') +
		`<c:gapWidth val="60"/>${isStacked ? '<c:overlap val="100"/>' : ''}<c:axId val="111"/><c:axId val="222"/></c:barChart>` +
		`<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="${order}"/></c:scaling><c:delete val="0"/><c:axPos val="${isBars ? 'l' : 'b'}"/>` +
		`<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${textOf(size, false)}<c:crossAx val="222"/><c:crosses val="autoZero"/><c:auto val="0"/></c:catAx>` +
		`<c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="${isBars ? 'b' : 'l'}"/>` +
		'<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="d9dde1"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>' +
		`<c:numFmt formatCode="#,##0.##" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${textOf(900, false)}<c:crossAx val="111"/><c:crosses val="${isBars ? 'max' : 'autoZero'}"/></c:valAx>` +
		'</c:plotArea>' +
		(isStacked
			? `<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${textOf(size, false)}</c:legend>`
			: '') +
		'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>' +
		'<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>' +
		`<c:externalData r:id="${workbookRelation}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`
	);
}
