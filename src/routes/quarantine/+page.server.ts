import { setAsideRows } from '$lib/server/queries/set-aside-rows';
import type { PageServerLoad } from './$types';

const shownRows = 1000;

export const load: PageServerLoad = async ({ locals, url }) => {
	const rows = await setAsideRows(locals.reader, shownRows);
	const chosen = {
		feed: url.searchParams.get('feed'),
		file: url.searchParams.get('file'),
		column: url.searchParams.get('column')
	};
	const count = <K extends string>(keyOf: (row: (typeof rows)[number]) => K) => {
		const counts = new Map<K, number>();
		for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
		return [...counts].sort((a, b) => b[1] - a[1]).map(([name, n]) => ({ name, n }));
	};
	return {
		total: rows.length,
		chosen,
		files: count((row) => row.fileName),
		columns: count((row) => `${row.feed}.${row.column ?? ''}`).map(({ name, n }) => {
			const row = rows.find((one) => `${one.feed}.${one.column ?? ''}` === name);
			return { name, n, zh: `${row?.feedZh ?? ''}·${row?.columnZh ?? row?.column ?? ''}` };
		}),
		rows: rows.filter(
			(row) =>
				(chosen.feed === null || row.feed === chosen.feed) &&
				(chosen.file === null || row.fileName === chosen.file) &&
				(chosen.column === null || `${row.feed}.${row.column ?? ''}` === chosen.column)
		)
	};
};
