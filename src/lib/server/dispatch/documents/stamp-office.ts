import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const xmlText = (text: string) =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		// eslint-disable-next-line no-control-regex
		.replaceAll(/[\u0000-\u001f\u007f]/g, ' ');

/** What may stand behind the header of a printed sheet, in the order of the format. */
const afterHeader =
	/<(?:rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|smartTags|drawing|legacyDrawing|legacyDrawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b|<\/worksheet>/;

/** A sheet prints the mark above every page; what stood there stays. */
function markSheet(xml: string, mark: string): string {
	// In a header a single & begins a command.
	const text = `&amp;R&amp;8${xmlText(mark.replaceAll('&', '&&'))}`;
	if (/<oddHeader>/.test(xml)) return xml.replace('</oddHeader>', `${text}</oddHeader>`);
	if (/<headerFooter[^>]*>/.test(xml) && !/<headerFooter[^>]*\/>/.test(xml))
		return xml.replace(/(<headerFooter[^>]*>)/, `$1<oddHeader>${text}</oddHeader>`);
	const plain = xml.replace(/<headerFooter[^>]*\/>/, '');
	const at = plain.search(afterHeader);
	const header = `<headerFooter><oddHeader>${text}</oddHeader></headerFooter>`;
	return at < 0 ? xml : plain.slice(0, at) + header + plain.slice(at);
}

const wordSpace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const relationSpace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const footerName = 'footer-xinshao.xml';
const footerId = 'rIdXinshaoMark';

const wordLine = (mark: string) =>
	`<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:color w:val="808080"/><w:sz w:val="15"/></w:rPr><w:t xml:space="preserve">${xmlText(mark)}</w:t></w:r></w:p>`;

/** A document carries the mark at the foot of every page: in each footer there is, else in one of its own. */
function markDocument(parts: Record<string, Uint8Array>, mark: string): void {
	const footers = Object.keys(parts).filter((name) => /^word\/footer[^/]*\.xml$/.test(name));
	for (const name of footers)
		parts[name] = strToU8(strFromU8(parts[name]!).replace('</w:ftr>', `${wordLine(mark)}</w:ftr>`));
	const document = strFromU8(parts['word/document.xml']!);
	const relations = 'word/_rels/document.xml.rels';
	if (footers.length > 0 || !parts[relations]) return;
	const reference = `<w:footerReference w:type="default" r:id="${footerId}" xmlns:r="${relationSpace}"/>`;
	const withFooter = /<w:sectPr/.test(document)
		? document
				.replaceAll(/<w:sectPr([^>]*)\/>/g, '<w:sectPr$1></w:sectPr>')
				.replaceAll(/<w:sectPr([^>/]*)>/g, `<w:sectPr$1>${reference}`)
		: document.replace('</w:body>', `<w:sectPr>${reference}</w:sectPr></w:body>`);
	parts['word/document.xml'] = strToU8(withFooter);
	parts[`word/${footerName}`] = strToU8(
		`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr xmlns:w="${wordSpace}">${wordLine(mark)}</w:ftr>`
	);
	parts[relations] = strToU8(
		strFromU8(parts[relations]).replace(
			'</Relationships>',
			`<Relationship Id="${footerId}" Type="${relationSpace}/footer" Target="${footerName}"/></Relationships>`
		)
	);
	const types = '[Content_Types].xml';
	parts[types] = strToU8(
		strFromU8(parts[types]!).replace(
			'</Types>',
			`<Override PartName="/word/${footerName}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>`
		)
	);
}

/** A workbook, a document or a table of text with who took it, when and what for on each sheet or page. */
export function stampOffice(bytes: Uint8Array, type: string, mark: string): Uint8Array {
	const line = `导出：${mark}`;
	if (type.startsWith('text/csv')) {
		const isEnded = bytes.length === 0 || bytes.at(-1) === 0x0a;
		const last = strToU8(`${isEnded ? '' : '\r\n'}"${line.replaceAll('"', '""')}"\r\n`);
		return Buffer.concat([bytes, last]);
	}
	const parts = unzipSync(bytes);
	if (type.includes('wordprocessingml')) markDocument(parts, line);
	else
		for (const name of Object.keys(parts).filter((part) => /^xl\/worksheets\/[^/]+\.xml$/.test(part)))
			parts[name] = strToU8(markSheet(strFromU8(parts[name]!), line));
	return zipSync(parts, { level: 6 });
}
