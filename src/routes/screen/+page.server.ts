import { rollUp } from '$lib/charts/board';
import { shanghaiDay } from '$lib/domain/clock';
import { holds } from '$lib/domain/filter';
import { endOfMinute } from '$lib/domain/minute';
import { parseScreen, type Mask } from '$lib/domain/screen-view';
import { sectors } from '$lib/domain/sectors';
import type { Tier } from '$lib/domain/severity';
import { tierKey } from '$lib/domain/tier-key';
import { alertList } from '$lib/server/queries/alert-list';
import { areaTiers } from '$lib/server/queries/area-tiers';
import { leaderBrief } from '$lib/server/queries/leader-brief';
import { runPair } from '$lib/server/queries/run-pair';
import { runwayList } from '$lib/server/queries/runway-list';
import { tierCells } from '$lib/server/queries/tier-cells';
import { narrowed } from '../../hooks/narrowed';
import type { PageServerLoad } from './$types';

/** As many lines as can be read from the back of a room. */
const lines = 10;

export const load: PageServerLoad = async ({ locals, url }) => {
	const view = parseScreen(url.searchParams);
	const { policy, clock } = locals.app;
	const { asOf: asked, knownAt } = view.filter;
	const pair = await runPair(
		locals.reader,
		asked ?? shanghaiDay(clock()),
		knownAt ? endOfMinute(knownAt) : null
	);
	if (!pair) return { view, asOf: null, slide: null };
	const { asOf } = pair.run;
	const streets = policy.units.map((unit) => unit.name);
	const slide = await slideOf(locals, view, pair, streets);
	return { view, asOf, slide };
};

type Pair = NonNullable<Awaited<ReturnType<typeof runPair>>>;

async function slideOf(
	locals: App.Locals,
	{ slide, filter, mask }: ReturnType<typeof parseScreen>,
	{ run, before }: Pair,
	streets: readonly string[]
) {
	const { reader, app } = locals;
	const { runId, asOf } = run;
	if (slide === 'streets') {
		const areas = await areaTiers(reader, app.policy, { runId, asOf, streets });
		const shown = areas.streets.filter(({ name }) => holds(filter.street, name));
		return { kind: slide, streets: shown };
	}
	if (slide === 'runway') {
		const missed = await runwayList(reader, { runId, asOf, filter });
		return { kind: slide, total: missed.length, missed: missed.slice(0, lines) };
	}
	if (slide === 'alerts') {
		const alerts = await alertList(reader, { filter, states: ['open', 'claimed', 'evidence'], limit: lines });
		return {
			kind: slide,
			alerts: alerts.map(
				({ type, code, name, street, level, state, openedOn, owner, workers, unpaidFen }) => ({
					// What is hidden from the room is not in the page at all.
					key: `${type}${code}`,
					name: mask === 'firms' && type === 'enterprise' ? null : name,
					owner: mask === 'none' ? owner : owner && null,
					tier: tierKey(level as Tier),
					street,
					state,
					openedOn,
					workers,
					unpaidFen
				})
			)
		};
	}
	const [cells, cellsBefore, brief] = await Promise.all([
		tierCells(reader, runId),
		before ? tierCells(reader, before.runId) : null,
		leaderBrief(
			narrowed(locals, filter),
			{ policy: app.policy, calendar: app.calendar },
			{ runId, asOf, filter, silent: [] }
		)
	]);
	const { total, workers, unpaidFen } = rollUp({ cells, before: cellsBefore, streets, sectors, filter });
	return {
		kind: 'leader' as const,
		total,
		workers,
		unpaidFen,
		clues: brief.clues,
		payDays: brief.payDays,
		asks: brief.asks.map(({ kind, words, fen }) => ({ kind, fen, words: maskedWords(words, mask) }))
	};
}

/** The words of a sentence without the name of whom it is about, which may be a firm. */
function maskedWords(words: Readonly<Record<string, string | number>>, mask: Mask) {
	return mask === 'firms' && 'name' in words ? { ...words, name: '×××' } : words;
}
