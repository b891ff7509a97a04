import { shanghaiDay } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import type { FirstHourLine } from '$lib/domain/first-hour';
import { readNoticeSettings } from '$lib/server/dispatch/notices/notice-settings';
import { wantedYears } from '$lib/server/policies/calendar-marks';
import { batchList } from '$lib/server/queries/batches';
import { shownVersion } from '$lib/server/queries/boundary-versions';
import { lastScoring } from '$lib/server/queries/run-detail';
import { readSources } from '$lib/server/sources/source-list';

/** A file of settings that cannot be read is not yet done; its own page says what is wrong with it. */
function isSet(read: () => boolean): boolean {
	try {
		return read();
	} catch (cause) {
		if (!(cause instanceof RiskError)) throw cause;
		return false;
	}
}

/** What a new installation needs, each line from what is really there. */
export async function firstHour(locals: App.Locals): Promise<FirstHourLine[]> {
	const { reader, app } = locals;
	const { home } = app.config;
	const [projects, scoring, boundaries] = await Promise.all([
		batchList(reader, 'projects', { limit: 1 }),
		lastScoring(reader),
		shownVersion(reader)
	]);
	const hasSources = isSet(() => {
		const { http, sql } = readSources(home);
		return http.length + sql.length > 0;
	});
	const hasUsers = app.accounts.count > 0;
	const must = { isOptional: false };
	const may = { isOptional: true };
	return [
		{ step: 'installed', isDone: true, href: '/pack', asks: 'board.view', ...must },
		{ step: 'data', isDone: projects.length > 0, href: '/upload', asks: 'data.operate', ...must },
		{ step: 'scored', isDone: scoring > 0, href: '/operations', asks: 'data.operate', ...must },
		{
			step: 'calendar',
			isDone: wantedYears(app.calendar, shanghaiDay(app.clock())).length === 0,
			href: '/calendar',
			asks: 'data.operate',
			...must
		},
		{ step: 'boundaries', isDone: boundaries !== null, href: '/map-data', asks: 'data.operate', ...may },
		{ step: 'sources', isDone: hasSources, href: '/sources', asks: 'data.operate', ...may },
		{ step: 'users', isDone: hasUsers, href: hasUsers ? '/users' : '/setup', asks: 'user.manage', ...must },
		{
			step: 'notices',
			isDone: isSet(() => readNoticeSettings(home) !== undefined),
			href: '/notices',
			asks: 'data.view',
			...may
		}
	];
}
