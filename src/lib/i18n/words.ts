import type zh from './zh';

export type Language = 'zh' | 'en';
export type WordKey = keyof typeof zh;
/** A dictionary of one language. */
export type Words = Readonly<Record<WordKey, string>>;
/** Looks a text up and fills its `{places}`. */
export type Translate = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

/** The lookup of one dictionary; a place without a value stays visible as `{name}`. */
export function translator(words: Words): Translate {
	return (key, values) => {
		const text = words[key];
		if (!values) return text;
		return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
	};
}
