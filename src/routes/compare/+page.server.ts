import { redirect } from '@sveltejs/kit';
import { shanghaiDay } from '$lib/domain/clock';
import { withoutExempted } from '$lib/domain/figure';
import { pairFigures } from '$lib/domain/figure-pair';
import { filterQuery, parseFilter, viewOf } from '$lib/domain/filter';
import { endOfMinute } from '$lib/domain/minute';
import { queryWith } from '$lib/domain/query-string';
import { exemptionNote } from '$lib/server/queries/exemption-list';
import { indicatorLabels } from '$lib/server/queries/indicator-labels';
import { projectFacts } from '$lib/server/queries/project-facts';
import { projectRunway } from '$lib/server/queries/project-runway';
import { runPair } from '$lib/server/queries/run-pair';
import { subjectFigures } from '$lib/server/queries/subject-figures';
import type { PageServerLoad } from './$types';

const longestCode = 100;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reader } = locals;
	const { policy, clock } = locals.app;
	const filter = parseFilter(url.searchParams);
	const knownAt = filter.knownAt ? endOfMinute(filter.knownAt) : null;
	// The list sends its ticks as `code` twice; a link says which stands where, and can be kept.
	const ticked = url.searchParams.getAll('code');
	if (ticked.length > 0) {
		const [a, b] = ticked;
		redirect(303, `/compare${queryWith(filterQuery(viewOf(filter)), { a, b })}`);
	}
	const codes = ['a', 'b'].map((name) => (url.searchParams.get(name) ?? '').trim().slice(0, longestCode));
	const pair = await runPair(reader, filter.asOf ?? shanghaiDay(clock()), knownAt);
	const side = async (code: string) => {
		if (!pair || code === '') return null;
		const { runId, asOf } = pair.run;
		const project = await projectFacts(reader, {
			runId,
			beforeRunId: pair.before?.runId ?? null,
			code,
			isKnownThen: knownAt !== null
		});
		if (!project) return null;
		const [figures, runway, exempt] = await Promise.all([
			subjectFigures(reader, policy, { runId, asOf, type: 'project', code }),
			projectRunway(reader, { runId, code }),
			exemptionNote(reader, { runId, type: 'project', code })
		]);
		return { project, figures: withoutExempted(figures, exempt?.exempted ?? []), runway };
	};
	const [left, right] = await Promise.all([side(codes[0] ?? ''), side(codes[1] ?? '')]);
	const both = left && right ? { left, right } : null;
	return {
		filter,
		codes,
		asOf: pair?.run.asOf ?? null,
		unknown: [left, right].flatMap((found, place) => (!found && codes[place] ? [codes[place]] : [])),
		pairs: both ? pairFigures(both.left.figures, both.right.figures) : [],
		sides: both ? [both.left, both.right].map(({ project, runway }) => ({ project, runway })) : null,
		labels: indicatorLabels([left, right].flatMap((found) => found?.project.fired ?? [])),
		onlyDifferent: url.searchParams.get('only') === 'different'
	};
};
