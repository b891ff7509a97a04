import { shanghaiDay } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import type { Severity } from '$lib/domain/severity';
import { tierOf } from '$lib/domain/tier-key';
import { latestRun } from '$lib/server/queries/latest-run';
import { rankedSubjects } from '$lib/server/queries/ranked-subjects';
import { projectFacts } from '$lib/server/queries/project-facts';
import { runView } from '$lib/server/queries/run-view';
import { keptAnswer, workOutAnswer } from '$lib/server/scoring/counterfactual/answers';
import { exitCodes, UsageError, type Command } from './command';
import { dayOption, parsed } from './options';

/** Says what would lower a project, or the first red ones; every answer was tried on a copy of the data. */
export default {
	name: 'lower',
	usage: 'lower [--project CODE] [--limit N] [--as-of DATE] [--json]',
	summary: '测算怎样才能降级（每个答案都在数据副本上重新研判过）',
	async run(app, args, io) {
		const { values } = parsed(args, {
			project: { type: 'string' },
			limit: { type: 'string' },
			'as-of': { type: 'string' },
			json: { type: 'boolean' }
		});
		const limit = Number(values.limit ?? '10');
		if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit 要是正整数。');
		const day = dayOption(values['as-of'], 'as-of') ?? shanghaiDay(app.clock());
		const run = await latestRun(app.warehouse, day);
		const view = run && (await runView(app.warehouse, run.runId));
		if (!run || !view)
			throw new RiskError('NO_RUN', `${day} 之前还没有研判过，请先运行 npm run -s xinshao -- score。`, {
				day
			});
		const codes =
			values.project === undefined
				? (
						await rankedSubjects(app.warehouse, {
							runId: run.runId,
							beforeRunId: null,
							subjectType: 'project',
							filter: { tier: 'red' },
							limit,
							offset: 0
						})
					).subjects.map(({ code }) => code)
				: [values.project];
		for (const code of codes) {
			const project = await projectFacts(app.warehouse, { runId: run.runId, beforeRunId: null, code });
			if (!project)
				throw new RiskError('NO_PROJECT', `${run.asOf} 的研判里没有项目 ${code}，请检查编码。`, { code });
			const below = tierOf(project.tier);
			if (!below) {
				io.out(`${code} ${project.name}：现在不高于正常，没有要降的。\n`);
				continue;
			}
			const request = { runId: run.runId, run: view, project: code, below: below as Severity };
			await workOutAnswer(app.warehouse, app, request, app.clock);
			const kept = await keptAnswer(app.warehouse, request);
			if (!kept) throw new TypeError(`no answer for ${code}`);
			const { answer, milliseconds } = kept;
			if (values.json) io.out(`${JSON.stringify({ project: code, milliseconds, ...answer })}\n`);
			else
				io.out(
					`${code} ${project.name}：${answer.kind === 'below_already' ? '已经低于这一级。' : answer.sentence.zh}（${milliseconds} 毫秒）\n`
				);
		}
		return exitCodes.done;
	}
} satisfies Command;
