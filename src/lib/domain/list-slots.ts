import type { SubjectGroup } from './ranked-subject';

/** What stands in one row of a grouped list: the head of a group, or the line at a place of the list. */
export type Slot = { readonly group: SubjectGroup; readonly index: number } | { readonly place: number };

/** Where the rows of a list are, without a list of them: 50,000 need none. */
export interface Slots {
	readonly count: number;
	at(row: number): Slot;
}

/** Rows of a list of `total` lines; the lines of folded groups are left out, their heads stay. */
export function slotsOf(
	total: number,
	groups: readonly SubjectGroup[] | null,
	folded: ReadonlySet<number>
): Slots {
	if (!groups) return { count: total, at: (row) => ({ place: row }) };
	const starts: { row: number; place: number }[] = [];
	let row = 0;
	let place = 0;
	for (const [index, { lines }] of groups.entries()) {
		starts.push({ row, place });
		row += 1 + (folded.has(index) ? 0 : lines);
		place += lines;
	}
	return {
		count: row,
		at(asked) {
			let low = 0;
			let high = starts.length - 1;
			while (low < high) {
				const middle = Math.ceil((low + high) / 2);
				if (starts[middle]!.row <= asked) low = middle;
				else high = middle - 1;
			}
			const start = starts[low]!;
			return asked === start.row
				? { group: groups[low]!, index: low }
				: { place: start.place + asked - start.row - 1 };
		}
	};
}

/** Rows of one page of a list: its lines, and above them the heads of their groups. */
export function slotsOfPage(from: number, lines: number, groups: readonly SubjectGroup[] | null): Slot[] {
	const rows: Slot[] = [];
	let place = 0;
	for (const [index, group] of (groups ?? []).entries()) {
		const first = Math.max(place, from);
		const end = Math.min(place + group.lines, from + lines);
		if (first < end) rows.push({ group, index });
		for (let line = first; line < end; line += 1) rows.push({ place: line });
		place += group.lines;
	}
	return groups ? rows : Array.from({ length: lines }, (_, line) => ({ place: from + line }));
}
