import type { Clue } from '../../clues/clue-book';
import type { Policy } from '../../../policies/policy';
import type { WorkCalendar } from '../../../policies/calendar';
import type { Reader } from '../../../warehouse/warehouse';

/** What happened, once. Built from rows of the machine only: no words that a person typed, no worker, no complainant. */
export interface Occurrence {
	/** The same for the same event whenever it is looked for; a kind puts its own id before it. */
	readonly key: string;
	readonly projectCode?: string | null;
	readonly uscc?: string | null;
	readonly street?: string | null;
	readonly sector?: string | null;
	/** Units and departments that it concerns by name, beside the street and the department of the sector. */
	readonly units?: readonly string[];
	readonly level: number;
	readonly title: string;
	readonly words: string;
	readonly path: string;
	/** 'YYYY-MM-DD' */
	readonly day: string;
	/** Why nobody is told of it now, where its owner asked for silence. */
	readonly muted?: string | null;
}

export interface KindContext {
	readonly reader: Reader;
	readonly policy: Policy;
	readonly calendar: WorkCalendar;
	readonly today: string;
	/** Nothing before this day is looked for. */
	readonly since: string;
	/** Clues as their page shows them; read once for all kinds. */
	clues(): Promise<readonly Clue[]>;
}

/** A kind of event that somebody can be told of. A file `<id>.kind.ts` is a kind. */
export interface NoticeKind {
	readonly id: string;
	readonly label: { readonly zh: string; readonly en: string };
	/** What it is about, as the page of rules groups it. */
	readonly about: 'alert' | 'clue' | 'contradiction' | 'feed' | 'job' | 'letter' | 'meeting' | 'trigger';
	/** When it happens, in words. */
	readonly when: { readonly zh: string; readonly en: string };
	/** Answers the same occurrences however often it is asked. */
	find(context: KindContext): Promise<readonly Occurrence[]>;
}
