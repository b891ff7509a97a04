import { shanghaiDay } from '$lib/domain/clock';
import { feeds } from '$lib/domain/feeds';
import { valueOn, type Dated } from '$lib/server/policies/dated';
import { basisNames, roleNames } from '$lib/server/policies/pack-words';
import { parameterNames, type ParameterName } from '$lib/server/policies/parameter-names';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	const { policy, clock } = locals.app;
	const today = shanghaiDay(clock());
	const row = (name: string, dated: readonly Dated<number>[]) => {
		const entry = valueOn(dated, today);
		return entry
			? [
					{
						name,
						value: entry.value,
						unit: entry.unit,
						from: entry.from,
						basis: basisNames[entry.basis],
						isProposal: entry.basis === 'proposal',
						reference: entry.reference,
						checkedOn: entry.checkedOn,
						clause: entry.clause ?? null
					}
				]
			: [];
	};
	return {
		code: policy.code,
		name: policy.name,
		documents: policy.documents.map(({ id, title, number, issuer, status, note }) => ({
			id,
			title,
			number: number ?? null,
			issuer,
			status,
			note: note ?? null
		})),
		levels: policy.levels.map(({ name, meaning, severity }) => ({ name, meaning, severity })),
		tables: [
			{
				title: 'pack.parameters' as const,
				rows: Object.entries(policy.parameters).flatMap(([name, dated]) =>
					row(parameterNames[name as ParameterName], dated)
				)
			},
			{
				title: 'pack.floors' as const,
				rows: [...policy.labourCostFloors].flatMap(([sector, dated]) => row(sector, dated))
			},
			{
				title: 'pack.weights' as const,
				rows: Object.entries(policy.scoreWeights).flatMap(([group, dated]) => row(group, dated))
			},
			{
				title: 'pack.dues' as const,
				rows: [...policy.feeds].flatMap(([feed, { dueEveryDays }]) =>
					row(feeds.get(feed)?.zh ?? feed, dueEveryDays)
				)
			},
			{
				title: 'pack.lags' as const,
				rows: [...policy.feeds].flatMap(([feed, { allowedLagDays }]) =>
					row(feeds.get(feed)?.zh ?? feed, allowedLagDays)
				)
			}
		],
		units: policy.units.map(({ code, name, aliases }) => ({ code, name, aliases })),
		routing: policy.routing.map(({ id, zh, main, department, support, reference, clause }) => ({
			id,
			zh,
			main: department ?? roleNames[main],
			support: support.map((role) => roleNames[role]),
			reference,
			clause: clause ?? null
		})),
		clocks: policy.clocks.map(({ id, zh, owner, action, reference, clause, basis }) => ({
			id,
			zh,
			owner,
			action,
			reference,
			clause: clause ?? null,
			isProposal: basis === 'proposal'
		}))
	};
};
