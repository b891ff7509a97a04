import { z } from 'zod';
import { bulletinKinds, issuesUpTo, type BulletinIssue } from '$lib/domain/bulletin-issue';
import { addDays } from '$lib/domain/day';
import type { NoticeKind } from './kind';

/** Issues that may have ended since anybody was told of one last. */
const lookedAt = 6;
const row = z.object({ as_of: z.string() });

const numbered = ({ kind, year, number }: BulletinIssue) =>
	kind === 'weekly' ? `周通报（${year}年第${number}周）` : `月通报（${year}年${number}月）`;

export default {
	id: 'bulletin_ready',
	about: 'meeting',
	label: { zh: '通报可以出了', en: 'Bulletin ready' },
	when: {
		zh: '一周或一月结束，其间有评分结果，周通报或月通报可以核对、修改、下发。',
		en: 'A week or a month that was judged has ended: its bulletin can be read over and sent.'
	},
	async find({ reader, today, since }) {
		const judged = await reader.read(
			`select distinct cast(as_of as varchar) as as_of from score_run where series = 'current' order by as_of`,
			{},
			row
		);
		return bulletinKinds
			.flatMap((kind) => issuesUpTo(kind, today, lookedAt))
			.filter(({ from, to }) => {
				const isOver = to < today && addDays(to, 1) >= since;
				return isOver && judged.some(({ as_of: day }) => day >= from && day <= to);
			})
			.map((issue) => ({
				key: `${issue.kind}/${issue.issue}`,
				level: 0,
				title: `根治欠薪工作${numbered(issue)}`,
				words: `${issue.from} 至 ${issue.to} 的数据已成文，请核对、修改后下载 Word 或 PDF`,
				path: `/bulletins/${issue.kind}/${issue.issue}`,
				day: addDays(issue.to, 1)
			}));
	}
} satisfies NoticeKind;
