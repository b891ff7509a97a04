import { chosenOf, type Filter } from '$lib/domain/filter';
import { scopeWords } from '$lib/domain/filter-words';
import { placeWord } from '$lib/domain/place-word';
import type { RowScope } from '$lib/domain/roles';
import type { Reader } from '$lib/server/warehouse/warehouse';
import { rowsWithin } from './rows-within';

/** What is in both: null holds everything. */
function both(one: readonly string[] | null, other: readonly string[]): readonly string[] | null {
	if (other.length === 0) return one;
	return one === null ? other : other.filter((name) => one.includes(name));
}

/**
 * What a request may see, narrowed further to the streets and sectors of its filter, in the way in which rows are kept
 * from people: so every question of a page is narrowed, and none can show more than its reader may see.
 */
export function narrowed(
	{ app, viewer, reader }: Pick<App.Locals, 'app' | 'viewer' | 'reader'>,
	filter: Pick<Filter, 'street' | 'sector'>
): Reader {
	if (filter.street === undefined && filter.sector === undefined) return reader;
	const scope: RowScope = {
		units: both(viewer.scope.units, chosenOf(filter.street)),
		sectors: both(viewer.scope.sectors, chosenOf(filter.sector))
	};
	return rowsWithin(app, scope);
}

/** The streets and sectors of a filter as papers say them; null where it has none. */
export const scopeOf = ({ app }: App.Locals, filter: Pick<Filter, 'street' | 'sector'>): string | null =>
	scopeWords(filter, placeWord(app.policy.units.map(({ kind }) => kind)).zh);
