import { missingWord, type Translate, type WordKey } from './words';

/** The word of what a job counted; its own name where nobody has given it one. */
export function countWord(t: Translate, name: string): string {
	const key = `count.${name}`;
	const word = t(key as WordKey);
	return word === missingWord(key) ? name : word;
}
