const perCent = 100;
/** A share is written in per cent; six places after that are more than any line of a pack has. */
const places = 6;

/** A bound as it stands in a form field: shares in per cent, everything else as it is; nothing where there is no line. */
export function boundText(bound: number | null, unit: string): string {
	if (bound === null) return '';
	return String(unit === 'ratio' ? Number((bound * perCent).toFixed(places)) : bound);
}

/** The bound that was written into a field; null where it was left empty, undefined where it is no number. */
export function boundOf(text: string, unit: string): number | null | undefined {
	const written = text.trim();
	if (written === '') return null;
	const value = Number(written);
	if (!Number.isFinite(value)) return undefined;
	return unit === 'ratio' ? Number((value / perCent).toFixed(places)) : value;
}

/** Whether a value lies beyond a line. */
export function isBeyond(value: number, op: '>=' | '>' | '<' | '<=', bound: number): boolean {
	if (op === '>=') return value >= bound;
	if (op === '>') return value > bound;
	return op === '<' ? value < bound : value <= bound;
}
