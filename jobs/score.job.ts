import { addDays } from '$lib/domain/day';
import { shanghaiDay, shanghaiTime } from '$lib/domain/clock';
import { advanceAlerts } from '$lib/server/alerts/alert-book';
import { findContradictions } from '$lib/server/contradictions/find-contradictions';
import { runScore } from '$lib/server/scoring/run-score';
import type { Job } from './job';

/** Judges today, and the same day last week as known now, so that pages can say what changed. */
export default {
	id: 'score',
	label: { zh: '研判评分', en: 'Judge every project' },
	async run(app, say) {
		const today = shanghaiDay(app.clock());
		let opened = 0;
		let last = { runId: 0, projects: 0, enterprises: 0, milliseconds: 0 };
		for (const asOf of [addDays(today, -7), today]) {
			last = await runScore(app.warehouse, app, {
				asOf,
				knownAt: null,
				series: 'current',
				scoredAt: shanghaiTime(app.clock())
			});
			const alerts = await advanceAlerts(app.warehouse, app.policy, { runId: last.runId, asOf }, app.clock);
			opened += alerts.opened;
			say(`研判 ${asOf}：${last.projects} 个项目，${last.enterprises} 家企业，${last.milliseconds} 毫秒`);
		}
		const contradictions = await findContradictions(app.warehouse, today);
		say(`矛盾信号 ${contradictions} 处`);
		return {
			counts: { projects: last.projects, enterprises: last.enterprises, alerts: opened, contradictions },
			failures: []
		};
	}
} satisfies Job;
