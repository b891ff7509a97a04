/** A row of a feed in a worked example: contract column names, contract units. */
export type ExampleRow = Readonly<Record<string, string | number | boolean | null>>;

/** A case worked by hand: the rows that came in, the day, and what must come out. */
export interface WorkedExample {
	/** A sentence that names the boundary. */
	readonly name: string;
	readonly asOf: string;
	/** Subject code; `P1` or, for an enterprise, the code in the rows. */
	readonly subject?: string;
	readonly rows: Readonly<Record<string, readonly ExampleRow[]>>;
	readonly expect: {
		readonly value: number | null;
		readonly severity: 0 | 1 | 2 | 3 | null;
		readonly nullReason?: 'not_applicable' | 'missing';
		/** Measure of `measures`, where the indicator has several. */
		readonly measure?: string;
	};
}

/** Source rows behind a value: a feed and a condition over its rows `r`. */
export interface EvidenceSource {
	readonly feed: string;
	/** SQL over `r`; may use $subject, $period, $as_of and templates. */
	readonly where: string;
}

export type IndicatorGroup = 'A' | 'B' | 'C' | 'D' | 'E';
export type IndicatorUnit =
	'days' | 'workdays' | 'months' | 'ratio' | 'people' | 'count' | 'wan' | 'level' | 'flag';

/**
 * One indicator. `sql` answers one row a subject (or several candidates, of which the worst is kept):
 * subject_code, value, null_reason, and where needed measure, band (key of a threshold), period
 * (the month or day the value speaks of) and severity_cap.
 */
export interface IndicatorDefinition {
	readonly id: string;
	readonly group: IndicatorGroup;
	readonly subject: 'project' | 'enterprise';
	readonly label: { readonly zh: string; readonly en: string };
	readonly unit: IndicatorUnit;
	/** Law and policy it rests on. */
	readonly basis: string;
	/** What it is and how it is computed, one sentence. */
	readonly meaning: { readonly zh: string; readonly en: string };
	/** Feeds without which it cannot be judged. */
	readonly needs: readonly string[];
	readonly sql: string;
	/** The same question asked of an enterprise, for rules that judge both. */
	readonly enterpriseSql?: string;
	/**
	 * What is added to a kept value when days pass, no row of the subject comes or goes and no date of one is reached: SQL
	 * over the kept row `v`, with {{days_on}} and {{workdays_on}} for how many passed. None: the value stays.
	 */
	readonly moves?: string;
	readonly evidence: readonly EvidenceSource[];
	/** Measures that are reported as rows of their own, with their units. */
	readonly measures?: Readonly<
		Record<string, { readonly zh: string; readonly en: string; readonly unit: IndicatorUnit }>
	>;
	/** False for a duty of a department: shown, but never in a subject's tier. */
	readonly counts?: false;
	readonly examples: readonly WorkedExample[];
}
