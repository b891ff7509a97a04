export interface TimetableLine {
	readonly job: string;
	/** Cron expression in Asia/Shanghai; never set both a day of the month and a day of the week. */
	readonly cron: string;
	readonly when: { readonly zh: string; readonly en: string };
}

/** When each job runs. Nothing else in the product says when. */
export const timetable: readonly TimetableLine[] = [
	{ job: 'inbox', cron: '*/2 * * * *', when: { zh: '每两分钟', en: 'every two minutes' } },
	{
		job: 'notices',
		cron: '1-59/2 * * * *',
		when: { zh: '每两分钟（单数分）', en: 'every two minutes, odd ones' }
	},
	{ job: 'pull', cron: '7 * * * *', when: { zh: '每小时第 7 分', en: 'at minute 7 of every hour' } },
	{ job: 'score', cron: '30 5 * * *', when: { zh: '每天 05:30', en: 'daily at 05:30' } },
	{ job: 'supply', cron: '50 5 * * *', when: { zh: '每天 05:50', en: 'daily at 05:50' } },
	{ job: 'lower', cron: '50 5 * * *', when: { zh: '每天 05:50', en: 'daily at 05:50' } },
	{ job: 'history', cron: '20 4 * * *', when: { zh: '每天 04:20', en: 'daily at 04:20' } },
	{ job: 'thin', cron: '30 1 * * *', when: { zh: '每天 01:30', en: 'daily at 01:30' } },
	{ job: 'backup', cron: '40 2 * * *', when: { zh: '每天 02:40', en: 'daily at 02:40' } },
	{ job: 'drill', cron: '40 4 * * 0', when: { zh: '每周日 04:40', en: 'Sundays at 04:40' } },
	{ job: 'checkpoint', cron: '15 3 * * *', when: { zh: '每天 03:15', en: 'daily at 03:15' } }
];
