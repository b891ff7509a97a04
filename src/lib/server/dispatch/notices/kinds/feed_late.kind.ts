import { feeds } from '$lib/domain/feeds';
import { silenceItems } from '../../supply/silence-book';
import type { NoticeKind, Occurrence } from './kind';

export default {
	id: 'feed_late',
	about: 'feed',
	label: { zh: '数据断报', en: 'Feed stopped' },
	when: {
		zh: '一个单位的一种数据超过政策口径允许的天数没有到，夜间开出断报事项；来过一次又断，会再通知一次。',
		en: 'A supplier let a feed grow older than the pack allows and an item was opened; told again when it came and stopped again.'
	},
	async find({ reader, today, since }) {
		const items = await silenceItems(reader, today);
		return items.flatMap((item): Occurrence[] => {
			if (item.endedOn !== null || item.openedOn < since) return [];
			const newest = item.lastDay === null ? '从未收到' : `最近一次 ${item.lastDay}`;
			return [
				{
					key: `silence/${item.id}`,
					units: [item.addressee],
					level: 1,
					title: `${feeds.get(item.feed)?.zh ?? item.feed}断报`,
					words: `${item.addressee}：${newest}，超过允许的 ${item.allowedDays} 天`,
					path: `/supply/${item.id}`,
					day: item.openedOn
				}
			];
		});
	}
} satisfies NoticeKind;
