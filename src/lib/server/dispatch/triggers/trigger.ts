import type { Clock, Policy, Trigger } from '../../policies/policy';
import type { Params } from '../../warehouse/warehouse';

/** What a trigger is evaluated with. */
export interface TriggerContext {
	readonly policy: Policy;
	/** 'YYYY-MM-DD' */
	readonly today: string;
	/** What the pack narrows it by; empty where it says nothing. */
	readonly when: NonNullable<Trigger['when']>;
	/** Set where the rule is a clock of the pack. */
	readonly clock: Clock | null;
}

/**
 * A rule of the documents that asks for something when it is met; a file `<id>.trigger.ts` is one. The pack says
 * whether it holds here, who acts and what is done; the file says by which rows it is met.
 *
 * The question gives one row a cause: `cause` (its number), `cause_kind` (case, event, clue, project, enterprise,
 * inspection), `project_code`, `uscc`, `day` (DATE), `people`, `amount_fen`, `figure`, `batch_id`, `row_no`.
 */
export interface TriggerDefinition {
	/** Of the pack's triggers, or of its clocks. */
	readonly id: string;
	/** What `figure` counts, where the question gives one. */
	readonly figure?: 'days' | 'workdays' | 'deposit_rate';
	sql(context: TriggerContext): string;
	/** Values beside `$today`. */
	params(context: TriggerContext): Params;
}

/** Characters of a list as one text, for `strpos`; everything where the pack does not narrow it. */
export const levelsOf = (levels: readonly string[] | undefined): string =>
	(levels ?? ['区', '市', '省', '京']).join('');
