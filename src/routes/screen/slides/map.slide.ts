import { rollUp } from '$lib/charts/board';
import { limitsOf, tilesOf } from '$lib/charts/tiles';
import { shownMeasure } from '$lib/domain/map-measure';
import { sectors } from '$lib/domain/sectors';
import { mapShapes } from '$lib/server/queries/map-shapes';
import { tierCells } from '$lib/server/queries/tier-cells';
import type { SlideAsked } from './slide';

/** The map of the streets by the measure of the filter. */
export default async function map({ locals, view: { filter }, run, before, streets }: SlideAsked) {
	const { reader, app } = locals;
	const [cells, cellsBefore, shapes] = await Promise.all([
		tierCells(reader, run.runId),
		before ? tierCells(reader, before.runId) : null,
		mapShapes(reader, filter.map)
	]);
	const board = rollUp({ cells, before: cellsBefore, streets, sectors, filter });
	const measure = shownMeasure(filter.measure, filter.tier);
	const mapView = { measure, tier: filter.tier, limits: limitsOf(board.streets, measure, filter.tier) };
	const tiles = tilesOf({
		units: app.policy.units,
		streets: board.streets,
		street: filter.street,
		...mapView
	});
	return { tiles, mapView, shapes };
}
