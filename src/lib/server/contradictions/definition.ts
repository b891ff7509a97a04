/** Two signals about one project that cannot both be right; a hint to look, never part of a tier. */
export interface ContradictionDefinition {
	readonly id: string;
	readonly label: { readonly zh: string; readonly en: string };
	/** What the two numbers are. */
	readonly left: { readonly zh: string; readonly en: string };
	readonly right: { readonly zh: string; readonly en: string };
	/** Who can clear it up. */
	readonly asks: { readonly zh: string; readonly en: string };
	/** Feeds of the two sides. */
	readonly feeds: readonly string[];
	/**
	 * Question over the rows known now; `$month` is the last whole month, `$month_end` its last day. Answers
	 * project_code, left_value, right_value for every project where they do not fit.
	 */
	readonly sql: string;
}
