import type { TierKey } from '$lib/domain/tier-key';
import type { TileBox } from './tile-layout';

/** Sizes of what stands on a tile, for the server's drawing and for ECharts alike; in units of the frame. */
export interface TileFace {
	readonly pad: number;
	readonly nameSize: number;
	readonly nameY: number;
	readonly countSize: number;
	readonly countY: number;
	readonly markSize: number;
	readonly stripY: number;
	readonly stripHeight: number;
	readonly stripWidth: number;
	/** The total is written only where there is room for it. */
	readonly roomForTotal: boolean;
}

const largestName = 13;
const roomyWidth = 92;
/** Below this size a name is shortened rather than set smaller. */
const legibleName = 11;

/** 街道, dropped from the end of names that are data, not words of ours. */
const streetOffice = /\u8857\u9053$/;

/** Where things stand on a tile of this size whose name has `letters` letters. */
export function tileFace(box: TileBox, letters: number): TileFace {
	const pad = Math.min(10, box.width * 0.07);
	const inner = box.width - pad * 2;
	const countSize = Math.min(26, box.height * 0.34);
	return {
		pad,
		nameSize: Math.min(largestName, inner / Math.max(letters, 4)),
		nameY: Math.min(20, box.height * 0.27),
		countSize,
		countY: box.height * 0.68,
		markSize: countSize * 0.52,
		stripY: box.height - 11,
		stripHeight: 4,
		stripWidth: inner,
		roomForTotal: box.width >= roomyWidth
	};
}

const roomOfTotal = 46;
/** Width of a digit, as a share of the size of its type. */
const digitWidth = 0.6;

/** Size of the figure of a tile, so that it stays beside its mark and clear of the total. */
export function figureSize(face: TileFace, { text, mark }: { text: string; mark: boolean }): number {
	const taken = (mark ? face.markSize + 5 : 0) + (face.roomForTotal ? roomOfTotal : 0);
	return Math.min(face.countSize, (face.stripWidth - taken) / (Math.max(1, text.length) * digitWidth));
}

/** The name as it is written on a tile: where it would get too small, without the word for street office. */
export function tileName(name: string, box: TileBox): string {
	const { nameSize } = tileFace(box, name.length);
	return nameSize < legibleName ? name.replace(streetOffice, '') : name;
}

/** Path of a tier's shape in a square of side 12, as TierMark draws it. */
export const markPaths: Readonly<Record<TierKey, string>> = {
	red: 'M6 .4 11.6 6 6 11.6 .4 6z',
	yellow: 'M6 .9 11.7 11H.3z',
	blue: 'M1.1 6a4.9 4.9 0 1 0 9.8 0a4.9 4.9 0 1 0-9.8 0z',
	grey: 'M1 1h10v10H1zM2.6 2.6v6.8h6.8V2.6z',
	normal: 'M1.1 6a4.9 4.9 0 1 0 9.8 0a4.9 4.9 0 1 0-9.8 0zM2.7 6a3.3 3.3 0 1 1 6.6 0a3.3 3.3 0 1 1-6.6 0z'
};
