/** Coordinates that an official map of China may be written in, as the person who brings it says. */
export const projections = ['CGCS2000', 'WGS84', 'GCJ-02'] as const;
export type Projection = (typeof projections)[number];

/** Degrees within which China lies. */
const chinaBounds = { west: 73, east: 136, south: 3, north: 54 } as const;

/** Whether a position can lie in China. */
export function liesInChina([longitude, latitude]: readonly [number, number]): boolean {
	const { west, east, south, north } = chinaBounds;
	return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}

/** A line 审图号 has the issuer, a year in brackets and a number; spaces do not count. */
const approvalShape = /^[\p{L}\d]{1,12}[[(（〔【]\d{4}年?[\])）〕】]\d{1,6}号$/u;

/** The line 审图号 without spaces; null where it is none. */
export function approvalNumber(text: string): string | null {
	const plain = text.replace(/\s+/gu, '').replace(/^审图号[:：]?/u, '');
	return approvalShape.test(plain) ? plain : null;
}
