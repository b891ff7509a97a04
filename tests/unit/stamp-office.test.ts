import { Document, Footer, Packer, Paragraph } from 'docx';
import { strFromU8, unzipSync } from 'fflate';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { stampOffice } from '$lib/server/dispatch/documents/stamp-office';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const mark = '甲&乙<丙>　2026-11-21 10:00　用途：周调度会';
const escaped = '甲&amp;乙&lt;丙&gt;　2026-11-21 10:00　用途：周调度会';

describe('a file that is taken away', () => {
	it('bears the mark on every sheet of a workbook, beside a header that it has already, and reads the same', async () => {
		const sheets = [
			{
				name: '一',
				rows: [
					['编码', '金额'],
					['P1', 3]
				]
			},
			{ name: '二', rows: [['x']], headerFooter: { oddHeader: '&C标题' } }
		];
		const bytes = stampOffice(await writeXlsx({ sheets }), xlsx, mark);
		const parts = unzipSync(bytes);
		const texts = Object.keys(parts)
			.filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))
			.map((name) => strFromU8(parts[name]!));
		expect(texts).toHaveLength(2);
		for (const text of texts) {
			expect(text).toContain('导出：甲&amp;&amp;乙&lt;丙&gt;');
			expect(text.match(/<headerFooter/g)).toHaveLength(1);
		}
		expect(texts[1]).toContain('标题');
		const book = await readXlsx(bytes);
		expect(book.sheets.map(({ rows }) => rows)).toEqual([
			[
				['编码', '金额'],
				['P1', 3]
			],
			[['x']]
		]);
	});

	it.each([
		['its own', undefined],
		['the one there is', { default: new Footer({ children: [new Paragraph('第一页')] }) }]
	])('bears the mark in a footer of every page of a document: %s', async (_, footers) => {
		const section = { children: [new Paragraph('正文')], ...(footers && { footers }) };
		const made = await Packer.toBuffer(new Document({ sections: [section] }));
		const parts = unzipSync(stampOffice(new Uint8Array(made), docx, mark));
		const names = Object.keys(parts).filter((name) => /^word\/footer[^/]*\.xml$/.test(name));
		expect(names).toHaveLength(1);
		expect(strFromU8(parts[names[0]!]!)).toContain(escaped);
		const document = strFromU8(parts['word/document.xml']!);
		expect(document.match(/<w:footerReference/g)).toHaveLength(1);
		const target = names[0]!.replace('word/', '');
		expect(strFromU8(parts['word/_rels/document.xml.rels']!)).toContain(target);
		expect(strFromU8(parts['[Content_Types].xml']!)).toContain(target);
	});

	it('bears the mark in the last line of a table of text', () => {
		const out = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
			stampOffice(new TextEncoder().encode('\uFEFFa,b\r\n'), 'text/csv; charset=utf-8', 'x"y')
		);
		expect(out).toBe('\uFEFFa,b\r\n"导出：x""y"\r\n');
	});
});
