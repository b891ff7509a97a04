import type { Tier } from '$lib/domain/severity';
import { tierKey } from '$lib/domain/tier-key';
import { alertList } from '$lib/server/queries/alert-list';
import { contradictionList } from '$lib/server/queries/contradiction-list';
import { error } from '@sveltejs/kit';
import { shanghaiDay } from '$lib/domain/clock';
import { feeds } from '$lib/domain/feeds';
import { parseFilter } from '$lib/domain/filter';
import { endOfMinute } from '$lib/domain/minute';
import { evidenceOf } from '$lib/server/queries/evidence';
import { projectFacts } from '$lib/server/queries/project-facts';
import { projectMonths } from '$lib/server/queries/project-months';
import { projectRows } from '$lib/server/queries/project-rows';
import { projectRunway } from '$lib/server/queries/project-runway';
import { runPair } from '$lib/server/queries/run-pair';
import { subjectFigures } from '$lib/server/queries/subject-figures';
import type { PageServerLoad } from './$types';

const shownStates = ['open', 'claimed', 'evidence', 'closed', 'false_alarm'] as const;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { reader } = locals;
	const { policy, clock } = locals.app;
	const filter = parseFilter(url.searchParams);
	const knownAt = filter.knownAt ? endOfMinute(filter.knownAt) : null;
	const isKnownThen = knownAt !== null;
	const pair = await runPair(reader, filter.asOf ?? shanghaiDay(clock()), knownAt);
	if (!pair) error(404);
	const { run, before } = pair;
	const { runId, asOf } = run;
	const { code } = params;
	const project = await projectFacts(reader, {
		runId,
		beforeRunId: before?.runId ?? null,
		code,
		isKnownThen
	});
	if (!project) error(404);
	const opened = url.searchParams.get('figure');
	const [indicator = '', measure = ''] = opened?.split('.') ?? [];
	const contractor = project.contractor.uscc;
	const isContractors =
		indicator !== '' && url.searchParams.get('of') === 'contractor' && contractor !== null;
	const what = url.searchParams.get('rows');
	const [figures, contractorFigures, months, runway, contradictory, alerts, rows, evidence] =
		await Promise.all([
			subjectFigures(reader, policy, { runId, asOf, type: 'project', code }),
			contractor ? subjectFigures(reader, policy, { runId, asOf, type: 'enterprise', code: contractor }) : [],
			projectMonths(reader, { runId, asOf, code, isKnownThen }),
			projectRunway(reader, { runId, code }),
			// Contradictions and alerts have one state, that of now: a page of then does not show them.
			isKnownThen ? [] : contradictionList(reader, asOf, code),
			isKnownThen ? [] : alertList(reader, { filter: {}, states: shownStates, code, limit: 1 }),
			what === null ? null : projectRows(reader, policy, { runId, code, what }),
			indicator === ''
				? []
				: evidenceOf(reader, policy, {
						runId,
						subjectType: isContractors ? 'enterprise' : 'project',
						subjectCode: isContractors ? contractor : code,
						indicator,
						measure
					})
		]);
	return {
		run: { asOf, scoredAt: run.scoredAt, before: before?.asOf ?? null },
		project,
		figures,
		contractorFigures: contractorFigures.filter(
			(figure) => figure.group === 'E' && figure.indicator !== 'gc_contagion'
		),
		months,
		runway,
		contradictory,
		alert: alerts[0]
			? { state: alerts[0].state, level: tierKey(alerts[0].level as Tier), owner: alerts[0].owner }
			: null,
		rows,
		opened: indicator === '' ? null : { figure: opened ?? '', ofContractor: isContractors, groups: evidence },
		greyFeeds: project.greyFeeds.map((name) => feeds.get(name)?.zh ?? name)
	};
};
