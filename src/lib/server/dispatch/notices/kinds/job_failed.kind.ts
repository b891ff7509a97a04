import { z } from 'zod';
import type { NoticeKind } from './kind';

const row = z.object({ job: z.string(), day: z.string(), failed: z.coerce.number() });

export default {
	id: 'job_failed',
	about: 'job',
	label: { zh: '任务失败', en: 'Job failed' },
	when: { zh: '一个定时任务失败；同一任务一天通知一次。', en: 'A job failed; told once a day and job.' },
	async find({ reader, since }) {
		const rows = await reader.read(
			`select job, cast(cast(started_at as date) as varchar) as day, count(*) as failed from job_run
			where status = 'failed' and started_at >= cast($since as timestamp)
			group by job, cast(started_at as date) order by day, job`,
			{ since },
			row
		);
		return rows.map(({ job, day }) => ({
			key: `${job}/${day}`,
			level: 2,
			title: `任务 ${job}`,
			words: '运行失败，请到“数据与任务”页看原因并重新运行',
			path: '/operations',
			day
		}));
	}
} satisfies NoticeKind;
