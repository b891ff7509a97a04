/** Who can do something about a project. */
export type RemedyActor = 'contractor' | 'owner' | 'bank' | 'handler';

/** One thing that would be done: of a remedy, for a month where it goes month by month. */
export interface RemedyStep {
	readonly remedy: string;
	/** Month it is done for, 'YYYY-MM'; null where it is done once. */
	readonly month: string | null;
	/** Money that it takes; null where it takes none, or nobody can know it. */
	readonly amountFen: number | null;
	/** Persons whom it concerns; null where it is not about persons. */
	readonly people: number | null;
	readonly actor: RemedyActor;
}

/** A text in both languages of the product. */
export interface InBothLanguages {
	readonly zh: string;
	readonly en: string;
}

/** A finding that no remedy changes, why not, and the last day on which it is counted ('YYYY-MM-DD', null: open). */
export interface Obstacle {
	readonly indicator: string;
	readonly name: InBothLanguages;
	readonly why: InBothLanguages;
	readonly until: string | null;
}

/** What would bring a project below a tier. Every answer was tried by judging a copy of the data. */
export type Counterfactual =
	| { readonly kind: 'below_already'; readonly tier: number | null }
	| {
			readonly kind: 'found';
			readonly tierBefore: number;
			/** The tier that judging the copy gave. */
			readonly tierAfter: number;
			readonly clauseAfter: string;
			readonly steps: readonly RemedyStep[];
			readonly sentence: InBothLanguages;
			/** Whether every smaller set was tried, or none can do by what was tried. */
			readonly isSmallest: boolean;
	  }
	| {
			readonly kind: 'nothing_helps';
			readonly tierBefore: number;
			/** The tier with everything done. */
			readonly tierAfter: number;
			readonly obstacles: readonly Obstacle[];
			/** The fewest things after which only these obstacles hold it: what can be done now. */
			readonly steps: readonly RemedyStep[];
			readonly sentence: InBothLanguages;
	  };
