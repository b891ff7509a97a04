import { feeds } from '$lib/domain/feeds';
import type { TableHeader } from './table-header';

/** The form 附件1 carries no project code; its rows are told apart by these. */
const KEYLESS_KEYS = ['project_name', 'gc_name'];

/** Indexes of the header cells that identify a row, by which a note row is told from data. */
export function keyIndexes(header: Pick<TableHeader, 'feed' | 'columns'>): number[] {
	const definition = header.feed === null ? undefined : feeds.get(header.feed);
	if (!definition) return [];
	const present = definition.key.filter((name) => header.columns.includes(name));
	return (present.length > 0 ? present : KEYLESS_KEYS)
		.map((name) => header.columns.indexOf(name))
		.filter((index) => index >= 0);
}
