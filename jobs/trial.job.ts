import { RiskError } from '$lib/domain/errors';
import { ruleTrials } from '$lib/server/queries/rule-trials';
import { keepTrialResult } from '$lib/server/scoring/trials/trial-book';
import type { Job } from './job';
import { unwatched } from './job';
import { tryRules } from './rule-trial';

/** Works out the lines that somebody wants to try on the past; one that cannot be judged says why. */
export default {
	id: 'trial',
	label: { zh: '规则试算', en: 'Try lines on the past' },
	async run(app, say, work = unwatched) {
		const failures: string[] = [];
		let trials = 0;
		for (;;) {
			// Whoever asks while this one runs is served by it, too.
			const next = (await ruleTrials(app.warehouse)).findLast(({ state }) => state === 'running');
			if (!next || app.events.isClosed) break;
			const step = (day: string, done: number, total: number) =>
				work.step({ name: 'judging', what: day, done, total });
			try {
				const result = await tryRules(app, next, step);
				if (app.events.isClosed) break;
				await keepTrialResult(app, next.id, result);
				say(`试算 ${next.id}：${result.report.weeks.length} 周，变级 ${result.moves.length} 个项目`);
			} catch (error) {
				if (!(error instanceof RiskError)) throw error;
				failures.push(error.message);
				await keepTrialResult(app, next.id, { error: error.message });
			}
			trials += 1;
		}
		return { counts: { trials }, failures };
	}
} satisfies Job;
