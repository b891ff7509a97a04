import { shanghaiDay } from '$lib/domain/clock';
import { reports } from '$lib/server/dispatch/reports/registry';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	const { policy, clock } = locals.app;
	const today = shanghaiDay(clock());
	const asked = new Map(policy.reports.map((report) => [report.id, report]));
	return {
		reports: [...reports.values()]
			.map(({ id, zh, period }) => ({ id, zh, ...period(today), duty: asked.get(id) ?? null }))
			.sort((a, b) => Number(b.duty !== null) - Number(a.duty !== null))
	};
};
