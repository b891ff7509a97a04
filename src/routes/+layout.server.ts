import { takeSaid } from '../hooks/said';
import { parseFilter } from '$lib/domain/filter';
import { placeWord } from '$lib/domain/place-word';
import { permissions } from '$lib/domain/roles';
import { shanghaiDay } from '$lib/domain/clock';
import { lastScoring } from '$lib/server/queries/run-detail';
import { thinDay } from '$lib/server/queries/thin-day';
import { exemptedSubjects } from '$lib/server/queries/exemption-list';
import { wantedYears } from '$lib/server/policies/calendar-marks';
import { tierNames } from '$lib/server/queries/tier-names';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, url, cookies }) => {
	const { policy, clock, config, accounts } = locals.app;
	const { viewer } = locals;
	const today = shanghaiDay(clock());
	const filter = parseFilter(url.searchParams);
	const asOf = filter.asOf ?? today;
	return {
		lang: locals.lang,
		theme: locals.theme,
		jurisdiction: { code: policy.code, name: policy.name },
		place: placeWord(policy.units.map(({ kind }) => kind)),
		tierNames: tierNames(policy),
		viewer: {
			name: viewer.account?.name ?? null,
			role: viewer.role,
			guise: viewer.guise,
			permissions: permissions.filter((permission) => viewer.may(permission))
		},
		guises:
			config.demo && accounts.count === 0 ? [...policy.units.slice(0, 3).map((unit) => unit.name)] : null,
		exempted: viewer.may('board.view') ? await exemptedSubjects(locals.reader, asOf) : {},
		missingYears: wantedYears(locals.app.calendar, today),
		today,
		// Read anew with every page, of which the path is asked here: a page that was just opened is not out of date.
		scoring: { path: url.pathname, runId: await lastScoring(locals.reader) },
		thinDay: filter.asOf ? await thinDay(locals.reader, filter.asOf, filter.knownAt) : null,
		/** What was answered to the last act of this browser, once. */
		said: takeSaid(cookies),
		asOf
	};
};
