import { rollUp } from '$lib/charts/board';
import { holds } from '$lib/domain/filter';
import { sectors } from '$lib/domain/sectors';
import { tierCells } from '$lib/server/queries/tier-cells';
import type { SlideAsked } from './slide';

/** Streets by sectors, narrowed to those of the filter. */
export default async function matrix({ locals, view: { filter }, run, before, streets }: SlideAsked) {
	const [cells, cellsBefore] = await Promise.all([
		tierCells(locals.reader, run.runId),
		before ? tierCells(locals.reader, before.runId) : null
	]);
	const board = rollUp({ cells, before: cellsBefore, streets, sectors, filter });
	const shownSectors = board.sectors.map(({ name }) => holds(filter.sector, name));
	return {
		sectors: board.sectors.filter((_, index) => shownSectors[index]).map(({ name }) => name),
		rows: board.rows
			.filter(({ name }) => holds(filter.street, name))
			.map(({ name, counts, change, cells: own }) => ({
				name,
				sum: { counts, change },
				cells: own.filter((_, index) => shownSectors[index]).map((cell) => cell.counts)
			}))
	};
}
