import { shanghaiDay } from '$lib/domain/clock';
import { feeds } from '$lib/domain/feeds';
import { indicators } from '$lib/server/indicators/registry';
import { thresholdsOn } from '$lib/server/policies/policy-on';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	const { policy, clock } = locals.app;
	const thresholds = thresholdsOn(policy, shanghaiDay(clock()));
	return {
		indicators: [...indicators.values()].map((indicator) => ({
			id: indicator.id,
			group: indicator.group,
			subjects: indicator.enterpriseSql
				? (['project', 'enterprise'] as const)
				: ([indicator.subject] as const),
			label: indicator.label,
			unit: indicator.unit,
			basis: indicator.basis,
			meaning: indicator.meaning,
			counts: indicator.counts !== false,
			needs: indicator.needs.map((feed) => ({ feed, zh: feeds.get(feed)?.zh ?? feed })),
			lines: thresholds
				.filter((line) => line.indicator === indicator.id)
				.map((line) => ({
					severity: line.severity,
					op: line.op,
					bound: line.bound,
					unit: indicator.measures?.[line.measure]?.unit ?? indicator.unit,
					of: [indicator.measures?.[line.measure]?.zh ?? '', line.band].filter(Boolean).join(' '),
					isProposal: line.basis === 'proposal',
					reference: line.reference,
					clause: line.clause ?? null
				}))
		}))
	};
};
