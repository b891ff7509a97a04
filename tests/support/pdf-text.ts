import { inflateSync } from 'node:zlib';

/** What a test asks of a PDF that we wrote: its words page by page, and what is set up in it. */
export interface ReadPdf {
	readonly pages: readonly string[];
	readonly text: string;
	/** Every object as it stands in the file, streams left out. */
	readonly objects: string;
	readonly embeddedFonts: number;
}

const toText = (bytes: Buffer) => bytes.toString('latin1');
const fromHex = (hex: string) =>
	(hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');

interface Part {
	readonly dictionary: string;
	readonly stream: Buffer | null;
}

function partsOf(bytes: Buffer): Map<number, Part> {
	const raw = toText(bytes);
	const parts = new Map<number, Part>();
	for (const found of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)(?:\nendobj|(?=stream\n))/g)) {
		const [whole, number, dictionary] = found;
		const at = found.index + whole.length;
		if (!raw.startsWith('stream\n', at)) {
			parts.set(Number(number), { dictionary: dictionary!, stream: null });
			continue;
		}
		const length = Number(/\/Length (\d+)/.exec(dictionary!)?.[1] ?? 0);
		const start = at + 'stream\n'.length;
		const packed = bytes.subarray(start, start + length);
		const stream = dictionary!.includes('/FlateDecode') ? inflateSync(packed) : packed;
		parts.set(Number(number), { dictionary: dictionary!, stream });
	}
	return parts;
}

/** Letters by the number that a typeface gives them in this file. */
function lettersOf(cmap: string): string[] {
	const letters: string[] = [];
	for (const [, from, list] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
		const start = Number.parseInt(from!, 16);
		[...list!.matchAll(/<([0-9a-f]*)>/g)].forEach(([, hex], index) => {
			letters[start + index] = fromHex(hex!);
		});
	}
	return letters;
}

/** Reads a PDF that pdfkit wrote, as far as tests of its words need it. */
export function readPdf(bytes: Uint8Array): ReadPdf {
	const parts = partsOf(Buffer.from(bytes));
	const refs = (text: string, name: string) =>
		Number(new RegExp(`/${name} (\\d+) 0 R`).exec(text)?.[1] ?? -1);
	const fontLetters = new Map<string, string[]>();
	for (const { dictionary } of parts.values()) {
		const fonts = /\/Font <<([\s\S]*?)>>/.exec(dictionary)?.[1] ?? '';
		for (const [, name, number] of fonts.matchAll(/\/(\w+) (\d+) 0 R/g)) {
			const cmap = parts.get(refs(parts.get(Number(number))?.dictionary ?? '', 'ToUnicode'))?.stream;
			if (cmap) fontLetters.set(name!, lettersOf(toText(cmap)));
		}
	}
	const pages = [...parts.values()]
		.filter(({ dictionary }) => /\/Type \/Page\b(?!s)/.test(dictionary))
		.map(({ dictionary }) => {
			const content = toText(parts.get(refs(dictionary, 'Contents'))?.stream ?? Buffer.alloc(0));
			let letters: string[] = [];
			let text = '';
			for (const [, font, glyphs] of content.matchAll(/\/(\w+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
				if (font) letters = fontLetters.get(font) ?? [];
				else
					for (const [, hex] of glyphs!.matchAll(/<([0-9a-f]*)>/g))
						for (const glyph of hex!.match(/.{4}/g) ?? []) text += letters[Number.parseInt(glyph, 16)] ?? '';
			}
			return text;
		});
	return {
		pages,
		text: pages.join('\n'),
		objects: [...parts.values()].map(({ dictionary }) => dictionary).join('\n'),
		embeddedFonts: [...parts.values()].filter(({ dictionary }) => /\/FontFile3 /.test(dictionary)).length
	};
}
