import { clueFunnel, funnelStages, stageOf } from '$lib/domain/clue-funnel';
import { addDays, daysBetween } from '$lib/domain/day';
import { shanghaiDay } from '$lib/domain/clock';
import { funnelClues } from '$lib/server/queries/clue-funnel';
import { sortedPart } from '$lib/tables/sorted-part';
import { analysisView } from '../view';
import { listedOrders } from './listed-orders';
import type { PageServerLoad } from './$types';

const spans = [30, 90, 180, 365] as const;
const linesAPage = 100;

export const load: PageServerLoad = async ({ locals, url }) => {
	const view = await analysisView(locals, url);
	const asked = Number(url.searchParams.get('span'));
	const span = spans.find((days) => days === asked) ?? 90;
	const to = view.filter.asOf ?? shanghaiDay(locals.app.clock());
	const from = addDays(to, 1 - span);
	const clues = await funnelClues(locals.reader, { from, to, filter: view.filter });
	const stage = funnelStages.find((known) => known === url.searchParams.get('stage')) ?? null;
	const standing = Object.fromEntries(
		funnelStages.map((one) => [one, clues.filter((clue) => stageOf(clue) === one).length])
	);
	const ofStage = stage === null ? [] : clues.filter((clue) => stageOf(clue) === stage);
	const { rows, part } = sortedPart(
		ofStage.map(({ no, name, street, received, caseNo, workers }) => ({
			no,
			name,
			street,
			received,
			caseNo,
			workers,
			age: daysBetween(received, to)
		})),
		{
			search: url.searchParams,
			table: 'listed',
			lines: linesAPage,
			columns: listedOrders,
			lang: locals.lang
		}
	);
	return {
		...view,
		span,
		spans,
		from,
		to,
		stage,
		steps: clueFunnel(clues),
		standing,
		part,
		listed: rows
	};
};
