import { feeds } from '$lib/domain/feeds';
import type { ExampleRow, WorkedExample } from '$lib/server/indicators/definition';

/** Columns that name a project or an enterprise, in whatever feed they stand. */
const namesSubject = /(^|_)(project_code|uscc|subject_code)$/;

/** Columns of a feed whose values must differ between examples that lie in one district: subjects and numbers. */
function ownColumns(feed: string): Set<string> {
	const definition = feeds.get(feed);
	if (!definition) throw new Error(`an example names an unknown feed: ${feed}`);
	return new Set(
		definition.columns
			.filter(
				({ name, type, pii }) =>
					namesSubject.test(name) || (definition.key.includes(name) && type === 'text' && !pii)
			)
			.map(({ name }) => name)
	);
}

/**
 * The rows of an example with its mark before every subject and number, so that many examples can lie in one
 * district and none sees the others. Persons keep their numbers: a worker is looked at within a project.
 */
export function markedRows(mark: string, rows: WorkedExample['rows']): [feed: string, rows: ExampleRow[]][] {
	return Object.entries(rows).map(([feed, list]) => {
		const own = ownColumns(feed);
		const marked = (name: string, value: ExampleRow[string]) =>
			own.has(name) && typeof value === 'string' ? mark + value : (value ?? null);
		return [
			feed,
			list.map((row) =>
				Object.fromEntries(Object.entries(row).map(([name, value]) => [name, marked(name, value)]))
			)
		];
	});
}
