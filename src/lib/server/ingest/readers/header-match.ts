import type { FeedColumn, FeedDefinition } from '$lib/domain/feed';
import { foldWidth } from '$lib/domain/fold-width';

/** What stands between the upper and the lower cell of a two-level header. */
export const LEVEL_SEPARATOR = '/';

interface ColumnNames {
	readonly column: FeedColumn;
	readonly english: string;
	readonly chinese: string;
	/** The Chinese name without its bracket: `合同总额` of `合同总额（万元）`. */
	readonly stem: string;
	/** The bracket when it is a unit: `万元`. */
	readonly unit: string | null;
}

/** A cell of more characters is a note. */
const LONGEST_HEADER = 200;
const UNITS = new Set(['元', '万元', '亿元', '千元', '%', '‰']);
const namesOfFeed = new WeakMap<FeedDefinition, readonly ColumnNames[]>();

/**
 * Finds the column of `feed` that a header cell names, in English or Chinese, or null when it names none.
 * Width, spaces, line breaks, case, a `*` for "required" and a closing bracket do not matter; a unit in the
 * bracket does: `合同总额（元）` is not `合同总额（万元）`, or every amount would be wrong ten thousandfold.
 * The levels of a two-level header are joined by `/`: `建设单位/名称`.
 */
export function matchHeader(text: string, feed: FeedDefinition): string | null {
	if (text.length > LONGEST_HEADER) return null;
	const names = namesOf(feed);
	const whole = fold(text);
	if (whole === '') return null;
	const direct = matchFolded(whole, names);
	if (direct !== null) return direct;

	const at = whole.lastIndexOf(LEVEL_SEPARATOR);
	if (at < 1) return null;
	const upper = whole.slice(0, at).replaceAll(LEVEL_SEPARATOR, '');
	const lower = whole.slice(at + 1);
	const joined = matchFolded(upper + lower, names);
	if (joined !== null) return joined;
	// The lower level alone decides only where no other column could be meant: `施工总单位/项目经理` is
	// 项目经理, but `监理单位/联系方式` is nobody's 联系方式.
	const upperIsKnown = names.some((name) => name.chinese.startsWith(upper));
	const mayMean = names.filter((name) => name.stem.endsWith(stemOf(lower)));
	return upperIsKnown && mayMean.length === 1 ? matchFolded(lower, names) : null;
}

function matchFolded(text: string, names: readonly ColumnNames[]): string | null {
	const exact = names.find((name) => name.english === text || name.chinese === text);
	if (exact) return exact.column.name;
	const stem = stemOf(text);
	const unit = unitOf(text);
	const near = names.filter((name) => name.stem === stem || name.english === stem);
	if (near.length !== 1) return null;
	const name = near[0]!;
	if (unit !== null && unit !== (name.unit ?? naturalUnit(name.column))) return null;
	return name.column.name;
}

function namesOf(feed: FeedDefinition): readonly ColumnNames[] {
	let names = namesOfFeed.get(feed);
	if (!names) {
		names = feed.columns.map((column) => {
			const chinese = fold(column.zh);
			return {
				column,
				english: fold(column.name),
				chinese,
				stem: stemOf(chinese),
				unit: unitOf(chinese)
			};
		});
		namesOfFeed.set(feed, names);
	}
	return names;
}

function naturalUnit(column: FeedColumn): string | null {
	if (column.type === 'money_yuan') return '元';
	if (column.type === 'money_wan') return '万元';
	if (column.type === 'ratio') return '%';
	return null;
}

/** A header as it is compared: width, spaces, case and marks do not matter, a unit in a bracket does. */
export function foldHeader(text: string): string {
	return fold(text);
}

/** The unit that a header states in its bracket, e.g. `万元`; null where it states none. */
export function statedUnit(header: string): string | null {
	return unitOf(fold(header));
}

function fold(text: string): string {
	return foldWidth(text)
		.replace(/[\s\u200b\ufeff*"']/g, '')
		.replace(/[【〔［]/g, '(')
		.replace(/[】〕］]/g, ')')
		.toLowerCase();
}

function stemOf(folded: string): string {
	return folded.replace(/[([][^()[\]]*[)\]]$/, '');
}

function unitOf(folded: string): string | null {
	const bracket = /[([](?:单位:)?([^()[\]]*)[)\]]$/.exec(folded)?.[1];
	return bracket !== undefined && UNITS.has(bracket) ? bracket : null;
}
