import { z } from 'zod';
import type { NoticeKind } from './kind';

const row = z.object({ meeting_no: z.coerce.number(), meeting_date: z.string(), day: z.string() });

export default {
	id: 'meeting_frozen',
	about: 'meeting',
	label: { zh: '周调度材料已定', en: 'Meeting frozen' },
	when: {
		zh: '一期周调度会的材料已固定，可以打印。',
		en: 'The papers of a weekly meeting were frozen and can be printed.'
	},
	async find({ reader, since }) {
		const rows = await reader.read(
			`select meeting_no, cast(meeting_date as varchar) as meeting_date, cast(cast(frozen_at as date) as varchar) as day
			from meeting where frozen_at >= cast($since as timestamp) order by meeting_no`,
			{ since },
			row
		);
		return rows.map(({ meeting_no, meeting_date, day }) => ({
			key: String(meeting_no),
			level: 0,
			title: `周调度会第 ${meeting_no} 期`,
			words: `会期 ${meeting_date}，议题材料已固定`,
			path: `/meetings/${meeting_no}`,
			day
		}));
	}
} satisfies NoticeKind;
