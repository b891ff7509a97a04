import { noticeOffice } from '$jobs/notices.job';
import { RiskError } from '$lib/domain/errors';
import { partOf } from '$lib/domain/list-part';
import example from '$lib/server/dispatch/notices/example.yaml?raw';
import { readNoticeSettings, settingsPath } from '$lib/server/dispatch/notices/notice-settings';
import { noticeKinds } from '$lib/server/dispatch/notices/kinds/registry';
import { channelStates } from '$lib/server/dispatch/notices/channel-state';
import { originOf } from '$lib/server/dispatch/notices/tell';
import { noticeCounts, noticeLog, noticeResults } from '$lib/server/queries/notice-log';
import type { PageServerLoad } from './$types';

const linesAPage = 100;

/** What is wrong, in its own words; anything unforeseen flies on. */
function problemOf<T>(work: () => T): { readonly value: T | null; readonly problem: string | null } {
	try {
		return { value: work(), problem: null };
	} catch (error) {
		if (!(error instanceof RiskError)) throw error;
		return { value: null, problem: error.message };
	}
}

export const load: PageServerLoad = async ({ locals, url }) => {
	const office = noticeOffice(locals.app);
	const { value: settings, problem } = problemOf(() => readNoticeSettings(office.home));
	const kinds = [...noticeKinds.values()].map(({ id, label, when }) => ({ id, label, when }));
	const chosen = {
		kind: kinds.find(({ id }) => id === url.searchParams.get('kind'))?.id ?? null,
		channel: url.searchParams.get('channel') || null,
		result: noticeResults.find((one) => one === url.searchParams.get('result')) ?? null
	};
	const origin = settings ? problemOf(() => originOf(office, settings)) : { value: null, problem: null };
	const counts = await noticeCounts(locals.reader, chosen);
	const total = chosen.result
		? counts[chosen.result]
		: Object.values(counts).reduce((sum, count) => sum + count, 0);
	const part = partOf(url.searchParams, { total, lines: linesAPage });
	return {
		path: settingsPath(office.home),
		example,
		isOn: settings !== undefined && settings !== null,
		problems: [problem, origin.problem].filter((one) => one !== null),
		origin: origin.value,
		start: settings?.start ?? null,
		quiet: settings?.quiet_hours ?? null,
		channels: settings ? channelStates(office, settings) : [],
		rules: (settings?.rules ?? []).map((rule) => ({
			id: rule.id,
			on: rule.on,
			kinds: rule.kinds,
			minLevel: rule.min_level,
			units: rule.units ?? [],
			people:
				rule.to === 'unit'
					? null
					: rule.to.map((id) => settings?.people.find((person) => person.id === id)?.name ?? id),
			channels: rule.channels,
			digestAt: rule.digest_at ?? null,
			urgent: rule.urgent
		})),
		mutes:
			settings?.mutes.map(({ subject, unit, kinds: of, until, reason }) => ({
				what: [subject, unit, ...(of ?? [])].filter((one) => one !== undefined).join('、'),
				until,
				reason
			})) ?? [],
		kinds,
		chosen,
		results: noticeResults,
		counts,
		part,
		lines: await noticeLog(locals.reader, { ...chosen, limit: part.lines, offset: part.from })
	};
};
