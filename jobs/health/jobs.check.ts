import { z } from 'zod';
import { fine, ill, type HealthCheck } from './health-check';

export default {
	id: 'jobs',
	order: 80,
	label: { zh: '任务', en: 'Jobs' },
	async run(app) {
		const last = await app.warehouse.read(
			`select job, status, error, cast(ended_at as varchar) as at from (
				select job, status, error, ended_at, row_number() over (partition by job order by run_id desc) as place from job_run
			) as r where place = 1`,
			{},
			z.object({
				job: z.string(),
				status: z.string(),
				error: z.string().nullable(),
				at: z.string().nullable()
			})
		);
		const failed = last.filter(({ status }) => status === 'failed');
		if (failed[0])
			return ill(
				failed.map(({ job, error }) => `${job}：${error ?? ''}`).join('；'),
				`npm run -s xinshao -- job ${failed[0].job}`
			);
		const newest = last
			.map(({ at }) => at ?? '')
			.sort()
			.at(-1);
		return fine(newest ? `各任务最近一次运行没有失败，最近 ${newest.slice(0, 16)}` : '还没有任务运行过');
	}
} satisfies HealthCheck;
