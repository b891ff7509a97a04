/** Names less alike than this are no suggestion; of the same street, legal representative or contractor a little less will do. */
export const alike = 0.86;
export const alikeInPlace = 0.78;
/** Different characters that a short form has at least. */
const shortForm = 4;

/** SQL of a folded name without places at its beginning, which most names of a district share and which say little. */
const withoutPlace = (folded: string) =>
	`coalesce(nullif(regexp_replace(${folded}, '^(..?.?[省市县]|.?.?[^小社园厂校新]区){1,3}', ''), ''), ${folded})`;

const characters = (text: string) => `list_distinct(string_split(${text}, ''))`;
const common = (a: string, b: string) => `len(list_intersect(${characters(a)}, ${characters(b)}))`;

/**
 * SQL of how alike two folded names are, 0 to 1. The engine compares bytes, of which different characters share many:
 * the share of common characters holds it down. A short form, whose every character is in the other name, is alike.
 */
export function likeness(foldedA: string, foldedB: string): string {
	const a = withoutPlace(foldedA);
	const b = withoutPlace(foldedB);
	return `greatest((jaro_winkler_similarity(${a}, ${b})
			+ 2.0 * ${common(a, b)} / nullif(len(${characters(a)}) + len(${characters(b)}), 0)) / 2,
		case when ${common(a, b)} >= greatest(${shortForm}, least(len(${characters(a)}), len(${characters(b)})))
			then ${alike} else 0 end)`;
}
