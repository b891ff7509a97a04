import { filterQuery, parseFilter, withFilter, type Filter } from './filter';

/** What a list can be grouped by. */
export const groupKeys = ['street', 'sector', 'contractor'] as const;
export type GroupKey = (typeof groupKeys)[number];

/** Columns that a reader may show or hide; tier and name always stand. */
const columnKeys = [
	'reason',
	'street',
	'sector',
	'contractor',
	'owner',
	'status',
	'kind',
	'grade',
	'workers',
	'unpaid',
	'contract',
	'short_on',
	'score',
	'priority'
] as const;
export type ColumnKey = (typeof columnKeys)[number];
export type ListKind = 'project' | 'enterprise';

/** Columns that a kind of subject has. */
export const columnsOf: Readonly<Record<ListKind, readonly ColumnKey[]>> = {
	project: columnKeys.filter((key) => key !== 'kind' && key !== 'grade'),
	enterprise: ['reason', 'street', 'kind', 'grade', 'status', 'workers', 'unpaid', 'score', 'priority']
};
/** Columns that are shown where the reader chose none. */
export const usualColumns: Readonly<Record<ListKind, readonly ColumnKey[]>> = {
	project: ['reason', 'street', 'sector', 'workers', 'unpaid'],
	enterprise: ['reason', 'street', 'workers', 'unpaid']
};
export const groupsOf: Readonly<Record<ListKind, readonly GroupKey[]>> = {
	project: groupKeys,
	enterprise: ['street']
};

/** How a list is laid out, beside what it is narrowed to. */
export interface ListView {
	readonly filter: Filter;
	readonly group?: GroupKey;
	/** As chosen; undefined: the usual ones. */
	readonly columns?: readonly ColumnKey[];
}

/** Reads a list's layout from an address; what is not understood, or not of this kind, is left out. */
export function parseListView(search: URLSearchParams, kind: ListKind): ListView {
	const asked = search.getAll('col').flatMap((value) => value.split(','));
	const columns = columnsOf[kind].filter((key) => asked.includes(key));
	const group = groupsOf[kind].find((key) => key === search.get('group'));
	const filter = parseFilter(search);
	return {
		// An enterprise has no sector of its own.
		filter: kind === 'enterprise' ? withFilter(filter, { sector: undefined }) : filter,
		...(group && { group }),
		...(columns.length > 0 && { columns })
	};
}

/** Writes a list's layout as '?street=…&group=…', always in the same order. */
export function listQuery({ filter, group, columns }: ListView): string {
	const search = new URLSearchParams(filterQuery(filter));
	if (group) search.set('group', group);
	if (columns && columns.length > 0) search.set('col', columns.join(','));
	const query = search.toString();
	return query ? `?${query}` : '';
}
