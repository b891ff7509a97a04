import { strToU8, zipSync } from 'fflate';
import type { ReportChart } from '../reports/report';

/** Name of the sheet that the figures of a chart stand in, and of the way from the chart to it. */
export const chartSheet = 'Sheet1';
export const workbookRelation = 'rIdWorkbook';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const escaped = (text: string) =>
	text.replace(/[<>&]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[sign]!);

function cell(value: string | number | null, row: number, column: number): string {
	if (value === null) return '';
	const place = `${String.fromCharCode('A'.charCodeAt(0) + column)}${row + 1}`;
	return typeof value === 'number'
		? `<c r="${place}"><v>${value}</v></c>`
		: `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

/** The figures of a chart as a workbook: categories in the first column, a column to each series. */
export function chartWorkbook({ categories, series }: ReportChart): Uint8Array {
	const rows: (string | number | null)[][] = [
		['', ...series.map(({ name }) => name)],
		...categories.map((category, index) => [category, ...series.map(({ values }) => values[index] ?? null)])
	];
	const sheet = rows
		.map(
			(cells, row) =>
				`<row r="${row + 1}">${cells.map((value, column) => cell(value, row, column)).join('')}</row>`
		)
		.join('');
	const parts = {
		'[Content_Types].xml': `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		'_rels/.rels': `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${chartSheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`
	};
	return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}
