import PizZip from 'pizzip';
import { RiskError } from '$lib/domain/errors';
import type { ReportChart } from '../reports/report';
import { chartWorkbook, workbookRelation } from './chart-workbook';
import { chartXml } from './chart-xml';

/** Text of the paragraph that the chart of that number takes the place of. */
export const chartMark = (index: number) => `⟦图${index + 1}⟧`;

const chartType = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml';
const workbookType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/package';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const relationType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart';
/** English metric units: 360 000 to a centimetre. */
const emu = 360_000;
/** As wide as the text of the page. */
const width = Math.round(15.4 * emu);
const rowHeight = 0.62;
const heightOf = (chart: ReportChart) =>
	Math.round((chart.shape === 'bars' ? 3.2 + rowHeight * chart.categories.length : 7) * emu);

const drawing = (chart: ReportChart, index: number) =>
	`<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">` +
	`<wp:extent cx="${width}" cy="${heightOf(chart)}"/><wp:docPr id="${9000 + index}" name="chart ${index + 1}" descr="${chart.title.replace(/[<>&"]/g, ' ')}"/><wp:cNvGraphicFramePr/>` +
	`<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">` +
	`<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rIdChart${index + 1}"/>` +
	'</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>';

function partOf(zip: PizZip, name: string): string {
	const part = zip.file(name);
	if (!part) throw new RiskError('DOCUMENT_BROKEN', `生成文档时缺少部件 ${name}，请联系管理员。`, { name });
	return part.asText();
}

/**
 * Puts charts in the place of their marks. The mark's whole run is replaced, so that its paragraph keeps its place.
 * @throws RiskError DOCUMENT_BROKEN where the document has no such mark
 */
export function withCharts(bytes: Uint8Array, charts: readonly ReportChart[]): Uint8Array {
	if (charts.length === 0) return bytes;
	const zip = new PizZip(bytes);
	let document = partOf(zip, 'word/document.xml');
	let types = partOf(zip, '[Content_Types].xml');
	let relations = partOf(zip, 'word/_rels/document.xml.rels');
	for (const [index, chart] of charts.entries()) {
		const mark = document.indexOf(chartMark(index));
		const start = Math.max(document.lastIndexOf('<w:r>', mark), document.lastIndexOf('<w:r ', mark));
		const end = document.indexOf('</w:r>', mark) + '</w:r>'.length;
		if (mark < 0 || start < 0)
			throw new RiskError('DOCUMENT_BROKEN', `生成文档时没有找到第 ${index + 1} 张图的位置，请联系管理员。`);
		document = document.slice(0, start) + drawing(chart, index) + document.slice(end);
		const name = `charts/chart${index + 1}.xml`;
		zip.file(`word/${name}`, chartXml(chart));
		const workbook = `embeddings/chart${index + 1}.xlsx`;
		zip.file(`word/${workbook}`, chartWorkbook(chart));
		zip.file(
			`word/charts/_rels/chart${index + 1}.xml.rels`,
			`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="${workbookRelation}" Type="${workbookType}" Target="../${workbook}"/></Relationships>`
		);
		types = types.replace(
			'</Types>',
			`<Override PartName="/word/${name}" ContentType="${chartType}"/></Types>`
		);
		relations = relations.replace(
			'</Relationships>',
			`<Relationship Id="rIdChart${index + 1}" Type="${relationType}" Target="${name}"/></Relationships>`
		);
	}
	// Defaults stand before overrides.
	types = types.replace(/(<Types[^>]*>)/, `$1<Default Extension="xlsx" ContentType="${sheetType}"/>`);
	zip.file('word/document.xml', document);
	zip.file('[Content_Types].xml', types);
	zip.file('word/_rels/document.xml.rels', relations);
	return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}
