import { z } from 'zod';
import type { App } from '$lib/server/app';
import { evidenceOf } from '$lib/server/queries/evidence';
import { projectFacts } from '$lib/server/queries/project-facts';
import { projectMonths } from '$lib/server/queries/project-months';
import { projectRunway } from '$lib/server/queries/project-runway';
import { runPair } from '$lib/server/queries/run-pair';
import { subjectFigures } from '$lib/server/queries/subject-figures';

/** Figures whose rows are opened in turn: wages, attendance, the roster, the account. */
const opened = [
	'wage_overdue_days',
	'paid_amount_ratio',
	'runway_days',
	'account_outflow_suspect',
	'card_bound_rate'
];

/** Asks what the page of a project asks, with the evidence of one figure open; the milliseconds that it took. */
async function openPage(app: App, asOf: string, code: string, indicator: string): Promise<number> {
	const { warehouse: reader, policy } = app;
	const started = performance.now();
	const pair = await runPair(reader, asOf);
	if (!pair) throw new Error(`nothing was judged by ${asOf}`);
	const { runId } = pair.run;
	const project = await projectFacts(reader, { runId, beforeRunId: pair.before?.runId ?? null, code });
	const contractor = project?.contractor.uscc;
	await Promise.all([
		subjectFigures(reader, policy, { runId, asOf: pair.run.asOf, type: 'project', code }),
		contractor
			? subjectFigures(reader, policy, { runId, asOf: pair.run.asOf, type: 'enterprise', code: contractor })
			: [],
		projectMonths(reader, { runId, asOf: pair.run.asOf, code }),
		projectRunway(reader, { runId, code }),
		evidenceOf(reader, policy, { runId, subjectType: 'project', subjectCode: code, indicator })
	]);
	return performance.now() - started;
}

/** Opens the pages of projects here and there, each twice; milliseconds of every page, the first of all left out. */
export async function benchPages(app: App, asOf: string, count: number): Promise<number[]> {
	const projects = await app.warehouse.read(
		`select project_code as code from feed_projects where known_to is null
		order by hash(project_code) limit ${count}`,
		{},
		z.object({ code: z.string() })
	);
	const taken: number[] = [];
	for (const { code } of projects)
		for (const indicator of opened) taken.push(await openPage(app, asOf, code, indicator));
	return taken.slice(1);
}
