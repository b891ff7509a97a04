import { partOf } from '$lib/domain/list-part';
import { parseOrder } from '$lib/domain/table-order';
import { changeOrders, changeSums, tierChanges } from '$lib/server/queries/tier-changes';
import { indicatorLabels } from '$lib/server/queries/indicator-labels';
import { askedChanges } from './asked-changes';
import type { PageServerLoad } from './$types';

/** Lines of every kind where all are on the page, and of one kind that is asked for. */
const linesOfEach = 20;
const linesAPage = 100;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reader } = locals;
	const { asked, kind, ...view } = await askedChanges(locals, url);
	const sums = asked ? await changeSums(reader, asked) : [];
	const total = sums.reduce((sum, one) => sum + (one.kind === kind ? one.count : 0), 0);
	const part = kind && partOf(url.searchParams, { total, lines: linesAPage });
	const changes = asked
		? await tierChanges(reader, {
				...asked,
				kind,
				order: parseOrder(url.searchParams, '', changeOrders),
				from: part?.from ?? 0,
				lines: part?.lines ?? linesOfEach
			})
		: [];
	return {
		...view,
		streets: locals.app.policy.units.map((unit) => unit.name),
		kind,
		/** Null: the first lines of every kind. */
		part,
		sums,
		changes,
		labels: indicatorLabels(changes.flatMap(({ cause }) => (cause ? [cause.indicator] : [])))
	};
};
