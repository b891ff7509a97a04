/** A course of shares (0–1) in a strip of 100 by 24, stretched by whoever draws it; null values leave a gap. */
export function shareLine(shares: readonly (number | null)[]): {
	path: string;
	last: { x: number; y: number } | null;
} {
	const known = shares.flatMap((share) => share ?? []);
	const top = Math.max(0.1, ...known);
	const round = (value: number) => Math.round(value * 100) / 100;
	const x = (index: number) => round(shares.length < 2 ? 50 : 2 + (index / (shares.length - 1)) * 96);
	const y = (share: number) => round(22 - (share / top) * 20);
	let path = '';
	let isOpen = false;
	let last: { x: number; y: number } | null = null;
	for (const [index, share] of shares.entries()) {
		if (share === null) {
			isOpen = false;
			continue;
		}
		path += `${isOpen ? 'L' : 'M'}${x(index)} ${y(share)}`;
		isOpen = true;
		last = { x: x(index), y: y(share) };
	}
	return { path, last };
}
