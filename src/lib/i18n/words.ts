import { inWordsOf, type PlaceWord } from '$lib/domain/place-word';
import type zh from './zh';

export type Language = 'zh' | 'en';
export type WordKey = keyof typeof zh;
/** A dictionary of one language. */
export type Words = Readonly<Record<WordKey, string>>;
/** Looks a text up and fills its `{places}`. */
export type Translate = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

/** What stands where a word should: plain to see, and to find in a test. */
export const missingWord = (key: string): string => `⟦${key}⟧`;

/** What a place calls its units, and the language that the words are of. */
export interface PlaceSpeech {
	readonly lang: Language;
	readonly place: PlaceWord;
}

/** The lookup of one dictionary; a place without a value stays visible as `{name}`, a word that the page did not load as its key. */
export function translator(words: Words, of?: PlaceSpeech): Translate {
	return (key, values) => {
		const written = words[key] ?? missingWord(key);
		const text = of ? inWordsOf(written, of.lang, of.place) : written;
		if (!values) return text;
		return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
	};
}
