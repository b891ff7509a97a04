import { error } from '@sveltejs/kit';
import { shanghaiDay } from '$lib/domain/clock';
import { withoutExempted } from '$lib/domain/figure';
import { parseFilter } from '$lib/domain/filter';
import { endOfMinute } from '$lib/domain/minute';
import { tierOf } from '$lib/domain/tier-key';
import { scoreWeightsOn } from '$lib/server/policies/policy-on';
import { calculationSheet } from '$lib/server/queries/calculation-sheet';
import { asJudged } from '$lib/server/queries/exemption-list';
import { latestRun } from '$lib/server/queries/latest-run';
import { projectFacts } from '$lib/server/queries/project-facts';
import { subjectFigures } from '$lib/server/queries/subject-figures';
import type { RequestHandler } from './$types';

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The judgement of a project as a workbook that does the sum again. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { reader } = locals;
	const { policy, clock } = locals.app;
	const filter = parseFilter(url.searchParams);
	const knownAt = filter.knownAt ? endOfMinute(filter.knownAt) : null;
	const run = await latestRun(reader, filter.asOf ?? shanghaiDay(clock()), knownAt);
	const { code } = params;
	const isKnownThen = knownAt !== null;
	const project =
		run && (await projectFacts(reader, { runId: run.runId, beforeRunId: null, code, isKnownThen }));
	if (!run || !project) error(404);
	const { runId, asOf } = run;
	const contractor = project.contractor.uscc;
	const [own, contractors] = await Promise.all([
		subjectFigures(reader, policy, { runId, asOf, type: 'project', code }),
		contractor ? subjectFigures(reader, policy, { runId, asOf, type: 'enterprise', code: contractor }) : []
	]);
	const exempt = await asJudged(reader, { runId, type: 'project', code });
	const bytes = await calculationSheet({
		code,
		name: project.name,
		asOf,
		scoredAt: run.scoredAt,
		pack: run.pack,
		clause: project.clause,
		tier: tierOf(project.tier),
		score: project.score,
		tierNames: [0, 1, 2, 3].map(
			(severity) => policy.levels.find((level) => level.severity === severity)?.name ?? String(severity)
		),
		weights: scoreWeightsOn(policy, asOf),
		figures: withoutExempted(
			[
				...own,
				...contractors.filter((figure) => figure.group === 'E' && figure.indicator !== 'gc_contagion')
			],
			exempt?.exempted ?? []
		)
	});
	const name = encodeURIComponent(`研判计算表_${code}_${asOf}.xlsx`);
	return new Response(new Uint8Array(bytes), {
		headers: { 'content-type': type, 'content-disposition': `attachment; filename*=UTF-8''${name}` }
	});
};
