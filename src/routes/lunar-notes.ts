import { addDays } from '$lib/domain/day';
import { lunarWords } from '$lib/i18n/lunar';
import type { Language } from '$lib/i18n/words';
import { lunarName, yearEndAfter } from '$lib/server/policies/lunar-days';

/** Farther ahead than this nobody plans by the festival. */
const nearDays = 120;
const filled = (text: string, n: number) => text.replace('{n}', String(n));

function noteOf(day: string, lang: Language): string | null {
	const words = lunarWords[lang];
	const { month, day: name, daysToEve } = lunarName(day);
	const isFestival = lunarName(addDays(day, -1)).daysToEve === 0;
	if (daysToEve === 0) return words.onEve;
	if (isFestival) return words.onFestival;
	// Wages are cleared before 除夕; whoever reads English knows the day after it.
	if (lang === 'en') return daysToEve > nearDays ? null : filled(words.ahead, daysToEve + 1);
	return daysToEve > nearDays ? month + name : `${month}${name} · ${filled(words.ahead, daysToEve)}`;
}

/**
 * What the lunar calendar says of days, for those who read it beside them: its name and how far the end of the lunar
 * year is, in English only the days to the festival. A day of which nothing is to be said is left out.
 */
export function lunarNotes(days: Iterable<string>, lang: Language): Record<string, string> {
	const notes = [...new Set(days)].map((day) => [day, noteOf(day, lang)] as const);
	return Object.fromEntries(notes.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** The end of the lunar year that a drawing may mark, where it comes by `last`; null where it does not. */
export function yearEndMark(
	from: string,
	last: string,
	lang: Language
): { readonly day: string; readonly word: string } | null {
	const { newYearsEve } = yearEndAfter(from);
	const day = lang === 'zh' ? newYearsEve : addDays(newYearsEve, 1);
	return day > from && day <= last ? { day, word: lunarWords[lang].eve } : null;
}
