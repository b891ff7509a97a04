import { chosenOf, type Filter } from './filter';

/**
 * Streets and sectors that a paper was limited to, in its own words: `街道：李封街道、王封街道；行业：市政`; null where it
 * is of everything.
 * @param place what the units of the jurisdiction are called
 */
export function scopeWords(filter: Pick<Filter, 'street' | 'sector'>, place: string): string | null {
	const parts = [
		[place, chosenOf(filter.street)],
		['行业', chosenOf(filter.sector)]
	] as const;
	const said = parts
		.filter(([, names]) => names.length > 0)
		.map(([word, names]) => `${word}：${names.join('、')}`);
	return said.length > 0 ? said.join('；') : null;
}
