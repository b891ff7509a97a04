import { rollUp } from '$lib/charts/board';
import { limitsOf, tilesOf } from '$lib/charts/tiles';
import { chosenOf, parseFilter, type Filter } from '$lib/domain/filter';
import { shownMeasure } from '$lib/domain/map-measure';
import { endOfMinute } from '$lib/domain/minute';
import projects from '$lib/domain/feeds/projects.feed';
import { shanghaiDay } from '$lib/domain/clock';
import { areaTiers } from '$lib/server/queries/area-tiers';
import { feedLags } from '$lib/server/queries/feed-lags';
import { feedSupply } from '$lib/server/queries/feed-supply';
import { leaderBrief } from '$lib/server/queries/leader-brief';
import { indicatorLabels } from '$lib/server/queries/indicator-labels';
import { mapShapes } from '$lib/server/queries/map-shapes';
import { rankedSubjects } from '$lib/server/queries/ranked-subjects';
import { runPair, runYearBefore } from '$lib/server/queries/run-pair';
import { tierCells } from '$lib/server/queries/tier-cells';
import { narrowed } from '../hooks/narrowed';

/** As many as fit beside the matrix on a screen of 900 pixels. */
const listed = 10;
/** More tiles than these nobody reads one by one; the rest is in the list. */
const tiledProjects = 96;
const sectors: readonly string[] =
	projects.columns.flatMap((column) => (column.name === 'sector' ? column.values : [])) ?? [];

/** What the board needs to know of who asks. */
type Asker = Pick<App.Locals, 'app' | 'viewer' | 'reader'>;

/**
 * Everything of the one-minute page for the filter of an address: the page shows it, and its paper prints it. It is made
 * once for all who may see the same, until something that it tells of is written.
 */
export function leaderBoard(locals: Asker, url: URL): ReturnType<typeof madeBoard> {
	const { calendar, clock, prepared } = locals.app;
	const filter = parseFilter(url.searchParams);
	const today = shanghaiDay(clock());
	const key = JSON.stringify(['leader', locals.viewer.scope, today, [...(calendar.marks ?? [])], filter]);
	return prepared.get(key, () => madeBoard(locals, filter, today));
}

async function madeBoard(locals: Asker, filter: Filter, today: string) {
	const { reader } = locals;
	const { policy, calendar } = locals.app;
	const knownAt = filter.knownAt ? endOfMinute(filter.knownAt) : null;
	const pair = await runPair(reader, filter.asOf ?? today, knownAt);
	if (!pair) return { filter, board: null };
	const { run, before } = pair;
	const streets = policy.units.map((unit) => unit.name);
	const [areas, cells, cellsBefore, cellsYearBefore, ranked, supply] = await Promise.all([
		areaTiers(reader, policy, { runId: run.runId, asOf: run.asOf, streets }),
		tierCells(reader, run.runId),
		before ? tierCells(reader, before.runId) : null,
		runYearBefore(reader, run.asOf, knownAt).then((then) => then && tierCells(reader, then.runId)),
		rankedSubjects(reader, {
			runId: run.runId,
			beforeRunId: before?.runId ?? null,
			subjectType: 'project',
			filter,
			limit: listed,
			offset: 0
		}),
		feedSupply(reader, run.asOf, feedLags(policy, run.asOf), knownAt)
	]);
	// Of one street the map can be drilled down to its projects.
	const projects =
		filter.map === 'projects' && chosenOf(filter.street).length === 1
			? await rankedSubjects(reader, {
					runId: run.runId,
					beforeRunId: null,
					subjectType: 'project',
					filter,
					limit: tiledProjects,
					offset: 0
				})
			: null;
	const late = supply.filter((feed) => feed.state === 'late');
	const brief = await leaderBrief(
		narrowed(locals, filter),
		{ policy, calendar },
		{
			runId: run.runId,
			asOf: run.asOf,
			filter,
			silent: late.map(({ zh, ageDays, lagDays }) => ({ zh, age: ageDays, lag: lagDays }))
		}
	);
	const board = rollUp({
		cells,
		before: cellsBefore,
		yearBefore: cellsYearBefore,
		streets,
		sectors,
		filter
	});
	const measure = shownMeasure(filter.measure, filter.tier);
	const mapView = {
		measure,
		tier: filter.tier,
		limits: limitsOf(board.streets, measure, filter.tier)
	};
	const tiles = tilesOf({
		units: policy.units,
		streets: board.streets,
		street: filter.street,
		...mapView
	});
	return {
		filter,
		run: { runId: run.runId, asOf: run.asOf, scoredAt: run.scoredAt, before: before?.asOf ?? null },
		board,
		brief,
		areas,
		tiles,
		mapView,
		shapes: await mapShapes(reader, filter.map),
		projects: projects && { subjects: projects.subjects, total: projects.total },
		ranked,
		labels: indicatorLabels(ranked.subjects.flatMap((subject) => subject.fired)),
		supply: {
			total: supply.length,
			fresh: supply.filter((feed) => feed.state === 'fresh'),
			late,
			never: supply.filter((feed) => feed.state === 'never')
		}
	};
}
