import { z } from 'zod';
import { addDays, daysBetween } from '$lib/domain/day';
import { feeds } from '$lib/domain/feeds';
import { lagDaysOn } from '../../../policies/policy-on';
import type { NoticeKind, Occurrence } from './kind';

const row = z.object({ feed: z.string(), last_day: z.string() });

export default {
	id: 'feed_late',
	about: 'feed',
	label: { zh: '数据迟到', en: 'Feed late' },
	when: {
		zh: '一类数据超过政策口径允许的天数没有到；来过一次又断，会再通知一次。',
		en: 'A feed is older than the pack allows; told again when it came and stopped again.'
	},
	async find({ reader, policy, today, since }) {
		const rows = await reader.read(
			`select feed, cast(cast(max(received_at) as date) as varchar) as last_day from batch
			where status = 'loaded' group by feed order by feed`,
			{},
			row
		);
		return rows.flatMap(({ feed, last_day }): Occurrence[] => {
			const lag = lagDaysOn(policy, feed, today);
			const definition = feeds.get(feed);
			if (lag === null || definition === undefined) return [];
			const age = daysBetween(last_day, today);
			if (age <= lag || addDays(last_day, lag + 1) < since) return [];
			return [
				{
					key: `${feed}/${last_day}`,
					units: [definition.source],
					level: 1,
					title: definition.zh,
					words: `最近一次 ${last_day}，已 ${age} 天未到，时限 ${lag} 天，相关项目将无法判断`,
					path: '/operations',
					day: today
				}
			];
		});
	}
} satisfies NoticeKind;
