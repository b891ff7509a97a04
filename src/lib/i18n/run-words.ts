import type { Speech } from './context';
import { figures } from './figures';
import { missingWord, type Translate, type WordKey } from './words';

/** How a run of a job ended. */
export const runStatus = (status: string, t: Translate): string => t(`status.${status}` as WordKey);

/** The word of what a job counted; its own name where nobody has given it one. */
export function countWord(t: Translate, name: string): string {
	const key = `count.${name}`;
	const word = t(key as WordKey);
	return word === missingWord(key) ? name : word;
}

/** What a run of a job counted, in one line. */
export function runCounts(
	{ counts }: { readonly counts: readonly (readonly [string, number])[] },
	{ t, lang }: Pick<Speech, 't' | 'lang'>
): string {
	const { integer } = figures(lang);
	return counts.map(([name, value]) => `${countWord(t, name)} ${integer(value)}`).join(' · ');
}
