/** Names less alike than this are no suggestion; of the same street, legal representative or contractor a little less will do. */
export const alike = 0.86;
export const alikeInPlace = 0.78;
/** Different characters that a short form has at least. */
const shortForm = 4;

/** Names whose bytes are less alike than this are looked at no further. */
const worthComparing = 0.6;

/**
 * SQL of two columns that comparing needs, worked out once a name: `core`, the folded name without places at its
 * beginning, which most names of a district share and which say little; and `characters`, those it is made of.
 */
export function comparable(folded: string): string {
	const core = `coalesce(nullif(regexp_replace(${folded}, '^(..?.?[省市县]|.?.?[^小社园厂校新]区){1,3}', ''), ''), ${folded})`;
	return `${core} as core, list_distinct(string_split(${core}, '')) as characters`;
}

/**
 * SQL of how alike two names are, 0 to 1, over aliases of tables with the columns of `comparable`. The engine compares
 * bytes, of which different characters share many: the share of common characters holds it down. A short form, whose
 * every character is in the other name, is alike.
 */
export function likeness(a: string, b: string): string {
	const bytes = `jaro_winkler_similarity(${a}.core, ${b}.core)`;
	const common = `len(list_intersect(${a}.characters, ${b}.characters))`;
	const [lengthA, lengthB] = [`len(${a}.characters)`, `len(${b}.characters)`];
	return `case when ${bytes} < ${worthComparing} then 0 else greatest(
		(${bytes} + 2.0 * ${common} / nullif(${lengthA} + ${lengthB}, 0)) / 2,
		case when ${common} >= greatest(${shortForm}, least(${lengthA}, ${lengthB})) then ${alike} else 0 end) end`;
}
