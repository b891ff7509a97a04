import { strToU8, unzipSync, zipSync } from 'fflate';

/** Bytes one behind the other. */
export function joined(...parts) {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** Changes to bytes; each answers the new ones. */
export const byteChanges = {
	'bytes flipped': (bytes, { below }) => {
		const changed = Uint8Array.from(bytes);
		for (let times = 1 + below(8); times > 0; times -= 1) changed[below(changed.length)] = below(256);
		return changed;
	},
	'one bit flipped': (bytes, { below }) => {
		const changed = Uint8Array.from(bytes);
		changed[below(changed.length)] ^= 1 << below(8);
		return changed;
	},
	'cut off': (bytes, { below }) => bytes.slice(0, below(bytes.length)),
	'the beginning cut off': (bytes, { below }) => bytes.slice(1 + below(bytes.length)),
	'a part cut out': (bytes, { below }) => {
		const from = below(bytes.length);
		return joined(bytes.slice(0, from), bytes.slice(from + 1 + below(400)));
	},
	'a part twice': (bytes, { below }) => {
		const from = below(bytes.length);
		const part = bytes.slice(from, from + 1 + below(2_000));
		return joined(bytes.slice(0, from), part, part, bytes.slice(from + part.length));
	},
	'noise within': (bytes, { below }) => {
		const at = below(bytes.length);
		const noise = Uint8Array.from({ length: 1 + below(300) }, () => below(256));
		return joined(bytes.slice(0, at), noise, bytes.slice(at));
	},
	'zeros at the end': (bytes, { below }) => joined(bytes, new Uint8Array(1 + below(5_000))),
	'another file behind it': (bytes, { pick, originals }) => joined(bytes, pick(originals).bytes),
	'quotes within': (bytes, { below }) => {
		const at = below(bytes.length);
		return joined(bytes.slice(0, at), strToU8('"'), bytes.slice(at));
	}
};

const doctype = {
	inside: `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(1_000)}"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`,
	outside: '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
};

/** Changes to one part of an unpacked workbook, so that they reach the reader and not only the checksum. */
export const partChanges = {
	'bytes of a part': (text, random) => byteChanges['bytes flipped'](strToU8(text), random),
	'a part cut off': (text, random) => byteChanges['cut off'](strToU8(text), random),
	'a part twice over': (text) => strToU8(text + text),
	'an entity that multiplies': (text) =>
		strToU8(text.replace(/<(\w+[ >])/, `${doctype.inside}<$1`).replace(/>([^<]+)</, '>&b;<')),
	'an entity of a file': (text) =>
		strToU8(text.replace(/<(\w+[ >])/, `${doctype.outside}<$1`).replace(/>([^<]+)</, '>&b;<')),
	'a far cell': (text, { below }) =>
		strToU8(
			text.replace(
				'</sheetData>',
				`<row r="${1 + below(1_048_576)}"><c r="XFD1048576"><v>1</v></c></row></sheetData>`
			)
		),
	'a false dimension': (text) =>
		strToU8(
			text
				.replace(/<dimension[^>]*\/>/, '')
				.replace('<sheetData>', '<dimension ref="A1:XFD1048576"/><sheetData>')
		),
	'a shared text that is not there': (text, { below }) =>
		strToU8(text.replace(/<v>\d+<\/v>/, `<v>${below(2) === 0 ? -1 : 4_000_000_000}</v>`)),
	'references changed': (text, { below }) =>
		strToU8(
			text.replace(/r="[A-Z]+\d+"/g, (found) =>
				below(4) === 0 ? `r="${'A'.repeat(below(6))}${below(99)}"` : found
			)
		),
	'merged over everything': (text) =>
		strToU8(
			text.replace(
				'</sheetData>',
				'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:A1"/></mergeCells>'
			)
		),
	'elements within elements': (text, { below }) => {
		const deep = 1_000 + below(30_000);
		return strToU8(text.replace('<sheetData>', `${'<a>'.repeat(deep)}${'</a>'.repeat(deep)}<sheetData>`));
	},
	'a million rows without cells': (text) =>
		strToU8(text.replace('</sheetData>', `${'<row/>'.repeat(1_000_000)}</sheetData>`))
};

/** A workbook with one part of it, the first whose name is like `part`, changed. */
export function repacked(book, part, change) {
	const parts = unzipSync(book);
	const name = Object.keys(parts).find((one) => part.test(one));
	return name ? zipSync({ ...parts, [name]: change(parts[name]) }) : book;
}
