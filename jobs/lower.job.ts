import { shanghaiDay } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { workOutAnswer } from '$lib/server/scoring/counterfactual/answers';
import { latestRun } from '$lib/server/queries/latest-run';
import { rankedSubjects } from '$lib/server/queries/ranked-subjects';
import { runView } from '$lib/server/queries/run-view';
import type { Job } from './job';

/** Red projects for which it is worked out over night; any other is worked out when somebody asks. */
const mostProjects = 60;

/** Works out what would bring each red project below red, so that the answer stands there in the morning. */
export default {
	id: 'lower',
	label: { zh: '测算降级办法', en: 'Work out what lowers red projects' },
	async run(app, say) {
		const run = await latestRun(app.warehouse, shanghaiDay(app.clock()));
		const view = run && (await runView(app.warehouse, run.runId));
		if (!run || !view) return { counts: { projects: 0 }, failures: [] };
		const { subjects } = await rankedSubjects(app.warehouse, {
			runId: run.runId,
			beforeRunId: null,
			subjectType: 'project',
			filter: { tier: 'red' },
			limit: mostProjects,
			offset: 0
		});
		const failures: string[] = [];
		for (const { code, name } of subjects)
			await workOutAnswer(
				app.warehouse,
				app,
				{ runId: run.runId, run: view, project: code, below: 3 },
				app.clock
			).catch((cause: unknown) => {
				if (!(cause instanceof RiskError)) throw cause;
				failures.push(`${name}（${code}）：${cause.message}`);
			});
		say(`测算降级办法 ${subjects.length} 个红色项目`);
		return { counts: { projects: subjects.length }, failures };
	}
} satisfies Job;
