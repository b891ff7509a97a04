import type { Children } from '../documents/page';
import type { Policy } from '../../policies/policy';
import type { Reader } from '../../warehouse/warehouse';

/** What a letter may use when it is drafted. */
export interface LetterContext {
	readonly reader: Reader;
	readonly policy: Policy;
	/** 'YYYY-MM-DD', Asia/Shanghai. */
	readonly today: string;
	/** Project code or credit code. */
	readonly subject: string;
}

/** Values of the template's `{places}`. */
export type LetterFields = Readonly<Record<string, string>>;

/** One kind of letter; a file `<kind>.letter.ts` is one. */
export interface LetterDefinition {
	readonly kind: string;
	readonly zh: string;
	/** Form of its number, e.g. 〔{year}〕第{n}号. */
	readonly number: (policy: Policy, year: number, n: number) => string;
	/** @throws RiskError where the subject is unknown or nothing calls for such a letter */
	draft(context: LetterContext): Promise<{ subjectType: 'project' | 'enterprise'; fields: LetterFields }>;
	/** The template that the product ships; an office may put its own in its place. */
	template(policy: Policy): Children;
}

/** Places that every template may use; they are filled when the letter is issued. */
export const commonPlaces = ['number', 'date', 'sender'] as const;
