import { unescapeXml } from './xml-text';

/** What a scanner reports; names come without prefix, `tag` is the whole start tag for its attributes. */
export interface XmlHandler {
	open(name: string, tag: string): void;
	text(text: string): void;
	close(name: string): void;
}

/** A run of text or a tag longer than this is no cell: Excel's own limit is 32,767 characters. */
const LONGEST_TOKEN_CHARS = 4 << 20;
const SPECIAL: [string, string][] = [
	['<!--', '-->'],
	['<![CDATA[', ']]>'],
	['<?', '?>']
];

/**
 * Scans the XML of a worksheet piece by piece, in constant memory. It knows just what spreadsheets contain:
 * a `>` inside an attribute ends the tag early, which no row, cell or text element has.
 * @throws Error on a document type (the door of entity bombs) and on endless tokens
 */
export class XmlScanner {
	private rest = '';

	constructor(private readonly handler: XmlHandler) {}

	/** Takes the next piece of XML. */
	push(piece: string): void {
		const xml = this.rest + piece;
		let at = 0;
		for (;;) {
			const tag = xml.indexOf('<', at);
			if (tag < 0) break;
			if (tag > at) this.handler.text(unescapeXml(xml.slice(at, tag)));
			const end = this.token(xml, tag);
			at = end < 0 ? tag : end;
			if (end < 0) break;
		}
		this.rest = xml.slice(at);
		if (this.rest.length > LONGEST_TOKEN_CHARS) throw new Error('XML token too long');
	}

	// Reports the tag at `from` and returns the index behind it, or -1 when it is not complete yet.
	private token(xml: string, from: number): number {
		const mark = xml.charCodeAt(from + 1);
		if (mark === 0x21 || mark === 0x3f || Number.isNaN(mark)) return this.special(xml, from);
		const end = xml.indexOf('>', from);
		if (end < 0) return -1;
		if (mark === 0x2f) {
			this.handler.close(localName(xml, from + 2, end));
			return end + 1;
		}
		const name = localName(xml, from + 1, end);
		this.handler.open(name, xml.slice(from, end));
		if (xml.charCodeAt(end - 1) === 0x2f) this.handler.close(name);
		return end + 1;
	}

	private special(xml: string, from: number): number {
		if (xml.startsWith('<!DOCTYPE', from)) throw new Error('document type in a workbook');
		for (const [start, stop] of SPECIAL) {
			if (!xml.startsWith(start, from)) continue;
			const end = xml.indexOf(stop, from + start.length);
			if (end < 0) return -1;
			if (stop === ']]>') this.handler.text(xml.slice(from + start.length, end));
			return end + stop.length;
		}
		if (xml.length - from < '<![CDATA['.length) return -1;
		throw new Error('unknown XML declaration');
	}
}

/** Value of an attribute in a start tag, undefined when it is not there. */
export function attribute(tag: string, name: string): string | undefined {
	for (const quote of ['"', "'"]) {
		const start = tag.indexOf(` ${name}=${quote}`);
		if (start < 0) continue;
		const from = start + name.length + 3;
		const end = tag.indexOf(quote, from);
		if (end >= 0) return tag.slice(from, end);
	}
	return undefined;
}

function localName(xml: string, from: number, end: number): string {
	let start = from;
	let stop = from;
	for (; stop < end; stop++) {
		const code = xml.charCodeAt(stop);
		if (code === 0x3a) start = stop + 1;
		else if (code <= 0x20 || code === 0x2f) break;
	}
	return xml.slice(start, stop);
}
