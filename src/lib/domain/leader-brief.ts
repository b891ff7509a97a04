/** A fund for emergencies, beside the floor that the local document sets. */
export interface FundState {
	readonly name: string;
	readonly asOf: string;
	readonly balanceFen: number;
	/** Null: no document and no supplier names a floor. */
	readonly floorFen: number | null;
}

/** Something to ask about on Friday: which sentence, what stands in it, and where its rows are. */
export interface Ask {
	readonly kind: 'pay_day' | 'late_clues' | 'unclaimed' | 'fund' | 'silent';
	readonly words: Readonly<Record<string, string | number>>;
	/** Sum that the sentence names, shown in the reader's unit. */
	readonly fen: number | null;
	readonly href: string;
}

/** What a leader sees in one minute beside the map. */
export interface LeaderBrief {
	readonly clues: { readonly late: number; readonly today: number; readonly open: number };
	readonly payDays: { readonly projects: number; readonly workers: number; readonly shortFen: number };
	readonly funds: readonly FundState[];
	readonly asks: readonly Ask[];
}
