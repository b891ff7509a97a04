import { jobs } from '$jobs/registry';
import { nextRun } from '$jobs/next-run';
import { timetable } from '$jobs/timetable';
import { RiskError } from '$lib/domain/errors';
import { shanghaiDay, shanghaiTime } from '$lib/domain/clock';
import { noticeKinds } from '$lib/server/dispatch/notices/kinds/registry';
import { readNoticeSettings, type NoticeSettings } from '$lib/server/dispatch/notices/notice-settings';
import { criteria } from '$lib/server/queries/criteria';
import { lastRuns } from '$lib/server/queries/last-runs';
import type { PageServerLoad } from './$types';

/** Rules of notices.yaml that take one of these kinds: who is told, and over what. */
function toldBy(settings: NoticeSettings | undefined, kinds: readonly string[]) {
	return (settings?.rules ?? [])
		.filter((rule) => rule.on && rule.kinds.some((kind) => kinds.includes(kind)))
		.map((rule) => ({
			id: rule.id,
			minLevel: rule.min_level,
			people:
				rule.to === 'unit'
					? null
					: rule.to.map((id) => settings?.people.find((person) => person.id === id)?.name ?? id),
			channels: rule.channels
		}));
}

export const load: PageServerLoad = async ({ locals }) => {
	const { app, reader } = locals;
	const now = app.clock();
	const [groups, runs] = await Promise.all([criteria(reader, app, shanghaiDay(now)), lastRuns(reader)]);
	let settings: NoticeSettings | undefined;
	let problem: string | null = null;
	try {
		settings = readNoticeSettings(app.config.home);
	} catch (error) {
		if (!(error instanceof RiskError)) throw error;
		problem = error.message;
	}
	const scheduleOf = (id: string) => {
		const line = timetable.find(({ job }) => job === id);
		const last = runs.get(id);
		return {
			job: jobs.get(id)?.label ?? { zh: id, en: id },
			when: line?.when ?? null,
			last: last === undefined ? null : { at: last.startedAt, status: last.status },
			next: line === undefined || !app.config.jobs ? null : shanghaiTime(nextRun(line.cron, now)).slice(0, 16)
		};
	};
	return {
		isOn: settings !== undefined,
		problem,
		groups: groups.map((group) => {
			const kinds = [...noticeKinds.values()].filter(({ about }) => about === group.about);
			return {
				id: group.id,
				schedule: scheduleOf(group.job),
				told: toldBy(
					settings,
					kinds.map(({ id }) => id)
				),
				criteria: group.criteria.map((criterion) => ({
					...criterion,
					// An alert's own kinds are told apart; the rest of a group shares its rules.
					told: group.id === 'alert' ? toldBy(settings, [criterion.id]) : null
				}))
			};
		}),
		notices: {
			...scheduleOf('notices'),
			kinds: [...noticeKinds.values()].map(({ id, label, when }) => ({
				id,
				label,
				when,
				told: toldBy(settings, [id])
			}))
		}
	};
};
