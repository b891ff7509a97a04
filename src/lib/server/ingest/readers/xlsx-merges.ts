import type { MergedRange } from './merged-cells';
import { columnIndex } from './xlsx-cell';
import type { ZipArchive } from './zip-archive';

/** More merged ranges than this are no form that a person filled in. */
const MOST_MERGES = 200_000;
const MERGE = /<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g;
/** Longer than any `mergeCell` element, so that one cut by a chunk end is seen whole with the next chunk. */
const OVERLAP_CHARS = 128;

/**
 * Merged ranges of a worksheet in the order of their first rows. They stand behind the rows in the file but are
 * needed before them, hence a first pass; it costs a tenth of reading the rows.
 */
export async function mergedRanges(zip: ZipArchive, sheetPath: string): Promise<MergedRange[]> {
	const merges: MergedRange[] = [];
	let rest = '';
	for await (const chunk of zip.unpack(sheetPath)) {
		const text = rest + chunk.toString('latin1');
		let end = 0;
		if (text.includes('mergeCell')) {
			for (const match of text.matchAll(MERGE)) {
				end = match.index + match[0].length;
				if (merges.length < MOST_MERGES) merges.push(rangeOf(match));
			}
		}
		rest = text.slice(Math.max(end, text.length - OVERLAP_CHARS));
	}
	return merges.sort((a, b) => a.fromRow - b.fromRow);
}

function rangeOf(match: RegExpExecArray): MergedRange {
	return {
		fromRow: Number(match[2]),
		toRow: Number(match[4]),
		fromColumn: columnIndex(match[1]!),
		toColumn: columnIndex(match[3]!)
	};
}
