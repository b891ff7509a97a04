import { daysBetween } from './day';

/** Stages from a clue to money in hand, in order. */
export const funnelStages = ['received', 'assigned', 'feedback', 'verified', 'closed', 'paid'] as const;
export type FunnelStage = (typeof funnelStages)[number];

/** The day on which a clue first came to each stage, 'YYYY-MM-DD'; null where nothing was written down. */
export type ClueDays = Readonly<Record<FunnelStage, string | null>> & { readonly received: string };

export interface FunnelStep {
	readonly stage: FunnelStage;
	/** Clues that came this far: those with a day of this stage or of a later one. */
	readonly reached: number;
	/** Of these, without a day of this stage: it was passed over, or not written down. */
	readonly undated: number;
	/** Share of all that were received; null where none was. */
	readonly share: number | null;
	/** Days since it was received, half of the dated clues and nine of ten; null where none is dated. */
	readonly medianDays: number | null;
	readonly slowDays: number | null;
}

/** The value below which `part` of the sorted values lie: of n values the one at place ceil(part · n). */
function quantile(sorted: readonly number[], part: number): number | null {
	return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? null;
}

/** How many clues came how far, and how long it took. Acts dated before the clue was received took no time. */
export function clueFunnel(clues: readonly ClueDays[]): FunnelStep[] {
	return funnelStages.map((stage, place) => {
		const later = funnelStages.slice(place);
		const reached = clues.filter((clue) => later.some((one) => clue[one] !== null));
		const days = reached
			.flatMap((clue) => {
				const day = clue[stage];
				return day === null ? [] : [Math.max(0, daysBetween(clue.received, day))];
			})
			.sort((a, b) => a - b);
		return {
			stage,
			reached: reached.length,
			undated: reached.length - days.length,
			share: clues.length === 0 ? null : reached.length / clues.length,
			medianDays: quantile(days, 0.5),
			slowDays: quantile(days, 0.9)
		};
	});
}

/** The last stage that a clue came to. */
export function stageOf(clue: ClueDays): FunnelStage {
	return funnelStages.findLast((stage) => clue[stage] !== null) ?? 'received';
}
