import type { Tier } from '$lib/domain/severity';
import { tierKey, tierOf } from '$lib/domain/tier-key';
import { alertList } from '$lib/server/queries/alert-list';
import { contradictionList } from '$lib/server/queries/contradiction-list';
import { error } from '@sveltejs/kit';
import { shanghaiDay } from '$lib/domain/clock';
import { withoutExempted } from '$lib/domain/figure';
import { feeds } from '$lib/domain/feeds';
import { parseFilter } from '$lib/domain/filter';
import { endOfMinute } from '$lib/domain/minute';
import { balanceDays } from '$lib/server/queries/balance-days';
import { evidenceOf } from '$lib/server/queries/evidence';
import { judgementSheet } from '$lib/server/queries/judgement-sheet';
import { exemptionNote } from '$lib/server/queries/exemption-list';
import { projectFacts } from '$lib/server/queries/project-facts';
import { projectMonths } from '$lib/server/queries/project-months';
import { projectRows } from '$lib/server/queries/project-rows';
import { projectRunway } from '$lib/server/queries/project-runway';
import { runPair } from '$lib/server/queries/run-pair';
import { fourParties } from '$lib/domain/system-item';
import { responsiblePersons } from '$lib/server/dispatch/systems/responsible-persons';
import { systemStates } from '$lib/server/dispatch/systems/system-states';
import { subjectCourse } from '$lib/server/queries/subject-course';
import { tierHistory } from '$lib/server/queries/tier-history';
import { subjectFigures } from '$lib/server/queries/subject-figures';
import { keptAnswer } from '$lib/server/scoring/counterfactual/answers';
import { phrases } from '$lib/server/scoring/counterfactual/sentence';
import { lunarNotes, yearEndMark } from '../../lunar-notes';

const shownStates = ['open', 'claimed', 'evidence', 'closed', 'false_alarm'] as const;

/** Everything of a project for the day of an address: its page shows it, and its file prints it. 404 where there is none. */
export async function projectStory(locals: App.Locals, code: string, url: URL) {
	const { reader } = locals;
	const { policy, clock } = locals.app;
	const filter = parseFilter(url.searchParams);
	const knownAt = filter.knownAt ? endOfMinute(filter.knownAt) : null;
	const isKnownThen = knownAt !== null;
	const pair = await runPair(reader, filter.asOf ?? shanghaiDay(clock()), knownAt);
	if (!pair) error(404);
	const { run, before } = pair;
	const { runId, asOf } = run;
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
	const tier = tierOf(project.tier);
	const [
		allFigures,
		allOfContractor,
		months,
		runway,
		balances,
		lower,
		contradictory,
		alerts,
		rows,
		evidence,
		course,
		persons,
		systems,
		exempt,
		history
	] = await Promise.all([
		subjectFigures(reader, policy, { runId, asOf, type: 'project', code }),
		contractor ? subjectFigures(reader, policy, { runId, asOf, type: 'enterprise', code: contractor }) : [],
		projectMonths(reader, { runId, asOf, code, isKnownThen }),
		projectRunway(reader, { runId, code }),
		balanceDays(reader, { runId, asOf, code, isKnownThen }),
		tier ? keptAnswer(reader, { runId, project: code, below: tier }) : null,
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
				}),
		// Books of people have one state, that of now: a page of then does not show them.
		isKnownThen ? [] : subjectCourse(reader, { type: 'project', code, asOf: shanghaiDay(clock()) }),
		isKnownThen ? [] : responsiblePersons(reader, code),
		isKnownThen ? [] : systemStates(reader, policy, asOf, code),
		exemptionNote(reader, { runId, type: 'project', code }),
		tierHistory(reader, { type: 'project', code, asOf })
	]);
	const figures = withoutExempted(allFigures, exempt?.exempted ?? []);
	const contractorFigures = withoutExempted(
		allOfContractor.filter((figure) => figure.group === 'E' && figure.indicator !== 'gc_contagion'),
		exempt?.exempted ?? []
	);
	return {
		run: { runId, asOf, scoredAt: run.scoredAt, before: before?.asOf ?? null },
		project,
		history,
		exempt,
		figures,
		contractorFigures,
		sheet: judgementSheet(policy, asOf, figures, contractorFigures),
		months,
		runway,
		lunar: lunarNotes(
			runway.map(({ dueDate }) => dueDate),
			locals.lang
		),
		yearEnd: yearEndMark(asOf, runway.at(-1)?.dueDate ?? asOf, locals.lang),
		balances,
		lower,
		lowerSaid: lower && 'steps' in lower.answer ? lower.answer.steps.flatMap((step) => phrases([step])) : [],
		contradictory,
		alert: alerts[0]
			? { state: alerts[0].state, level: tierKey(alerts[0].level as Tier), owner: alerts[0].owner }
			: null,
		rows,
		opened: indicator === '' ? null : { figure: opened ?? '', ofContractor: isContractors, groups: evidence },
		isKnownThen,
		course,
		parties: {
			persons: persons.map(({ role, dept, post, person }) => ({ role, dept, post, person })),
			missing: fourParties.filter((role) => !persons.some((person) => person.role === role)),
			lines: systems.map(({ item, state }) => ({ item, state }))
		},
		greyFeeds: project.greyFeeds.map((name) => feeds.get(name)?.zh ?? name)
	};
}
