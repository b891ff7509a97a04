import type { InBothLanguages, RemedyActor } from '$lib/domain/counterfactual';

/**
 * Something that can be done so that a project is judged less grave. A file `<id>.remedy.ts` is a remedy.
 * It works on rows, never on severities: what it brings is found by judging the copy again.
 */
export interface Remedy {
	readonly id: string;
	readonly actor: RemedyActor;
	/** What is done, as an infinitive: `{months}`, `{sum}` and `{people}` are filled in. */
	readonly said: InBothLanguages;
	/**
	 * SQL over the judged copy, for project {{project}} and its contractor {{contractor}}: one row for each time that it
	 * can be done, none where it does not apply. Columns: month (first day, or null), amount_fen, least_fen, people.
	 */
	readonly find: string;
	/**
	 * Statements that do it in the copy. {{trials}} has a row for each copy in which it is to be done: project_code,
	 * uscc (of its contractor), month, amount_fen.
	 */
	readonly apply: readonly string[];
}

/** SQL that answers one row where one of these indicators of the project, or of its contractor, is above normal. */
export const fires = (...indicators: readonly string[]) => `exists (
	select 1 from counted c
	where c.subject_code in ({{project}}, {{contractor}}) and c.severity > 0
		and c.indicator in (${indicators.map((id) => `'${id}'`).join(', ')}))`;
