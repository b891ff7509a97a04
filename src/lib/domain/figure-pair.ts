import type { Figure } from './figure';

/** One indicator of two projects. */
export interface FigurePair {
	readonly key: string;
	/** Either of the two, for its name and unit. */
	readonly figure: Figure;
	readonly left: Figure | null;
	readonly right: Figure | null;
	/** Right less left; null where one of them has no value, or where values are words. */
	readonly difference: number | null;
	/** Whether the two are at different levels; what cannot be judged is a level of its own. */
	readonly isDifferent: boolean;
}

/** What stands for "no gap at all" in a forecast of days; no sum can be made with it. */
const noneWithin = 999;

const keyOf = ({ indicator, measure }: Figure) => (measure === '' ? indicator : `${indicator}.${measure}`);

/** Sets the figures of two projects side by side, in the order of the first, then what only the second has. */
export function pairFigures(left: readonly Figure[], right: readonly Figure[]): FigurePair[] {
	const ofLeft = new Map(left.map((figure) => [keyOf(figure), figure]));
	const ofRight = new Map(right.map((figure) => [keyOf(figure), figure]));
	return [...new Set([...ofLeft.keys(), ...ofRight.keys()])].map((key) => {
		const a = ofLeft.get(key) ?? null;
		const b = ofRight.get(key) ?? null;
		const figure = (a ?? b)!;
		return {
			key,
			figure,
			left: a,
			right: b,
			difference: differenceOf(figure, a?.value ?? null, b?.value ?? null),
			isDifferent: (a?.severity ?? null) !== (b?.severity ?? null)
		};
	});
}

function differenceOf({ unit }: Figure, left: number | null, right: number | null): number | null {
	if (left === null || right === null || unit === 'flag') return null;
	if (unit === 'days' && (left === noneWithin || right === noneWithin)) return null;
	return right - left;
}
