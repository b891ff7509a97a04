import { addDays } from '$lib/domain/day';
import { shanghaiDay } from '$lib/domain/clock';
import type { Job } from './job';
import { unwatched } from './job';
import { parameterOn } from '$lib/server/policies/policy-on';
import { concludeJudging, judgeDay, restateDay } from './judge-day';

/**
 * Judges today, and the same day last week and some weeks before as known now, so that pages can say what changed and
 * what late data made of those days; where a day was ordered, that day alone.
 */
export default {
	id: 'score',
	label: { zh: '研判评分', en: 'Judge every project' },
	async run(app, say, work = unwatched) {
		const last = work.order.day ?? shanghaiDay(app.clock());
		const days = work.order.day === null ? [addDays(last, -7), last] : [last];
		const counts = { projects: 0, enterprises: 0, alerts: 0 };
		let runId = 0;
		/** Statements of the day before, by which it is told how far the next day is. */
		let total: number | null = null;
		if (work.order.day === null) {
			const trendDay = addDays(last, -parameterOn(app.policy, 'area_window_days', last));
			const { milliseconds } = await restateDay(app, trendDay);
			say(`重算 ${trendDay}：${milliseconds} 毫秒`);
		}
		for (const asOf of days) {
			let done = 0;
			const { outcome, alerts } = await judgeDay(app, asOf, {
				watch: () => {
					done += 1;
					work.step({
						name: 'judging',
						what: asOf,
						done,
						total: total === null ? null : Math.max(total, done)
					});
				}
			});
			total = done;
			runId = outcome.runId;
			counts.projects = outcome.projects;
			counts.enterprises = outcome.enterprises;
			counts.alerts += alerts.opened;
			work.step({ name: 'alerts', what: asOf }, counts);
			await work.made({ kind: 'scored', asOf, outcome });
			say(
				`研判 ${asOf}：${outcome.projects} 个项目，${outcome.enterprises} 家企业，${outcome.milliseconds} 毫秒`
			);
		}
		work.step({ name: 'contradictions', what: last }, counts);
		const contradictions = await concludeJudging(app, last, runId);
		say(`矛盾信号 ${contradictions} 处`);
		return { counts: { ...counts, contradictions }, failures: [] };
	}
} satisfies Job;
