import { error } from '@sveltejs/kit';
import { shanghaiDay } from '$lib/domain/clock';
import { parseFilter } from '$lib/domain/filter';
import { endOfMinute } from '$lib/domain/minute';
import { exemptionNote } from '$lib/server/queries/exemption-list';
import { enterpriseFacts } from '$lib/server/queries/enterprise-facts';
import { enterpriseRecord } from '$lib/server/queries/enterprise-record';
import { enterpriseSignals } from '$lib/server/queries/enterprise-signals';
import { evidenceOf } from '$lib/server/queries/evidence';
import { runPair } from '$lib/server/queries/run-pair';
import { subjectCourse } from '$lib/server/queries/subject-course';
import { tierHistory } from '$lib/server/queries/tier-history';
import { withoutExempted } from '$lib/domain/figure';
import { subjectFigures } from '$lib/server/queries/subject-figures';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { reader } = locals;
	const { policy, clock } = locals.app;
	const filter = parseFilter(url.searchParams);
	const knownAt = filter.knownAt ? endOfMinute(filter.knownAt) : null;
	const pair = await runPair(reader, filter.asOf ?? shanghaiDay(clock()), knownAt);
	if (!pair) error(404);
	const { runId, asOf } = pair.run;
	const enterprise = await enterpriseFacts(reader, {
		runId,
		uscc: params.uscc,
		isKnownThen: knownAt !== null
	});
	if (!enterprise) error(404);
	const opened = url.searchParams.get('figure');
	const [indicator = '', measure = ''] = opened?.split('.') ?? [];
	const isKnownThen = knownAt !== null;
	const [signals, record, course] = await Promise.all([
		enterpriseSignals(reader, { runId, uscc: params.uscc, asOf, isKnownThen }),
		enterpriseRecord(reader, { runId, uscc: params.uscc, asOf, isKnownThen }),
		// Books of people have one state, that of now: a page of then does not show them.
		isKnownThen
			? null
			: subjectCourse(reader, { type: 'enterprise', code: params.uscc, asOf: shanghaiDay(clock()) })
	]);
	const [figures, groups] = await Promise.all([
		subjectFigures(reader, policy, { runId, asOf, type: 'enterprise', code: params.uscc }),
		indicator === ''
			? []
			: evidenceOf(reader, policy, {
					runId,
					subjectType: 'enterprise',
					subjectCode: params.uscc,
					indicator,
					measure
				})
	]);
	const history = await tierHistory(reader, { type: 'enterprise', code: params.uscc, asOf });
	const exempt = await exemptionNote(reader, { runId, type: 'enterprise', code: params.uscc });
	return {
		asOf,
		enterprise,
		exempt,
		history,
		signals,
		record,
		course,
		figures: withoutExempted(figures, exempt?.exempted ?? []),
		opened: opened === null ? null : { figure: opened, groups }
	};
};
