const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Resolves the five named and the numeric references of XML; entities of a document type stay as they are. */
export function unescapeXml(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, code: string) => {
		if (!code.startsWith('#')) return NAMED[code] ?? whole;
		const point = /^#x/i.test(code) ? parseInt(code.slice(2), 16) : Number(code.slice(1));
		return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
	});
}

/** Attributes of an XML start tag by their names, prefixes kept. */
function xmlAttributes(tag: string): Map<string, string> {
	const found = tag.matchAll(/(?<![\w:])([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
	return new Map([...found].map((match) => [match[1]!, unescapeXml(match[2] ?? match[3] ?? '')]));
}

/** Attributes of every element called `name` in a small XML part, in order. */
export function xmlElements(xml: string, name: string): Map<string, string>[] {
	const tags = new RegExp(`<(?:\\w+:)?${name}\\s((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>`, 'g');
	return [...xml.matchAll(tags)].map((match) => xmlAttributes(match[1]!));
}
