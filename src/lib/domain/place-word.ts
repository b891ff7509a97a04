/** What the units of a jurisdiction are called, in both languages. */
export interface PlaceWord {
	readonly zh: string;
	/** Singular and plural. */
	readonly en: readonly [string, string];
}

const street: PlaceWord = { zh: '街道', en: ['street', 'streets'] };

/** 街道 in a district of streets, 镇 in a county of towns, 镇街 where there are both, 县区 in a prefecture. */
export function placeWord(kinds: readonly string[]): PlaceWord {
	const count = (...wanted: string[]) => kinds.filter((kind) => wanted.includes(kind)).length;
	const streets = count('street');
	const towns = count('town', 'township');
	if (count('county', 'city', 'district') > streets + towns)
		return { zh: '县区', en: ['county', 'counties'] };
	if (towns === 0) return street;
	return streets > 0 ? { zh: '镇街', en: ['town', 'towns'] } : { zh: '镇', en: ['town', 'towns'] };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A text of the pages, which are written for a district of streets, in the words of a place. */
export function inWordsOf(text: string, lang: 'zh' | 'en', place: PlaceWord): string {
	if (place.zh === street.zh) return text;
	if (lang === 'zh') return text.replaceAll(street.zh, place.zh);
	const [one, many] = place.en;
	return text.replace(/\bstreet(s?)\b/gi, (found, plural: string) => {
		const word = plural ? many : one;
		return found.startsWith('S') ? capital(word) : word;
	});
}
