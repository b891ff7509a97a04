import { error } from '@sveltejs/kit';
import { partOf } from '$lib/domain/list-part';
import type { Tier } from '$lib/domain/severity';
import { parseOrder } from '$lib/domain/table-order';
import { tierKey } from '$lib/domain/tier-key';
import { indicators } from '$lib/server/indicators/registry';
import { beyondLine, beyondOrders, distributions } from '$lib/server/queries/indicator-distribution';
import { analysisView } from '../../view';
import type { PageServerLoad } from './$types';

const linesAPage = 100;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { id } = params;
	if (!indicators.has(id)) error(404, '没有这项指标。');
	const view = await analysisView(locals, url);
	const mayTry = locals.viewer.may('rule.approve') && indicators.get(id)?.unit !== 'flag';
	const asked = url.searchParams.get('measure') ?? '';
	const line =
		([1, 2, 3] as const).find((severity) => String(severity) === url.searchParams.get('line')) ?? 2;
	if (!view.run || view.thinDay)
		return {
			...view,
			one: null,
			others: [],
			line,
			mayTry,
			beyond: { part: partOf(url.searchParams, { total: 0, lines: linesAPage }), rows: [] }
		};
	const { runId, asOf } = view.run;
	const request = { runId, asOf, filter: view.filter, indicator: id };
	const found = await distributions(locals.reader, locals.app.policy, request);
	const one = found.find(({ measure }) => measure === asked) ?? found[0] ?? null;
	const past = one?.beyond ?? { red: 0, yellow: 0, blue: 0 };
	const total = past.red + (line < 3 ? past.yellow : 0) + (line < 2 ? past.blue : 0);
	const part = partOf(url.searchParams, { total, lines: linesAPage, table: 'beyond' });
	const rows = one
		? await beyondLine(locals.reader, {
				...request,
				measure: one.measure,
				severity: line,
				part,
				order: parseOrder(url.searchParams, 'beyond', beyondOrders)
			})
		: [];
	return {
		...view,
		one,
		mayTry,
		others: found.filter((other) => other !== one).map(({ measure, label }) => ({ measure, label })),
		line,
		beyond: {
			part,
			rows: rows.map((row) => ({
				...row,
				tier: tierKey(row.tier as Tier),
				severity: tierKey(row.severity as Tier)
			}))
		}
	};
};
