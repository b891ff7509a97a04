import { rollUp } from '$lib/charts/board';
import type { Mask } from '$lib/domain/screen-view';
import { sectors } from '$lib/domain/sectors';
import { leaderBrief } from '$lib/server/queries/leader-brief';
import { tierCells } from '$lib/server/queries/tier-cells';
import { narrowed } from '../../../hooks/narrowed';
import type { SlideAsked } from './slide';

/** The words of a sentence without the name of whom it is about, which may be a firm. */
function maskedWords(words: Readonly<Record<string, string | number>>, mask: Mask) {
	return mask === 'firms' && 'name' in words ? { ...words, name: '×××' } : words;
}

/** The minute of a leader: counts, workers, money, late clues, pay days, and what to ask. */
export default async function leader({ locals, view, run, before, streets }: SlideAsked) {
	const { app, reader } = locals;
	const { filter, mask } = view;
	const { runId, asOf } = run;
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
	const { clues, payDays, funds, asks } = brief;
	return {
		total,
		workers,
		unpaidFen,
		clues,
		payDays,
		funds,
		asks: asks.map(({ kind, words, fen }) => ({ kind, fen, words: maskedWords(words, mask) }))
	};
}
