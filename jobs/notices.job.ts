import type { App } from '$lib/server/app';
import { tell, type NoticeOffice } from '$lib/server/dispatch/notices/tell';
import type { Job, JobOutcome } from './job';

/** What telling people needs, from the installation. */
export function noticeOffice(app: App): NoticeOffice {
	const { warehouse, policy, calendar, clock, config } = app;
	const { home, origin } = config;
	return { warehouse, policy, calendar, clock, home, origin, env: process.env };
}

/** Tells people what happened; does nothing where there is no notices.yaml. */
export default {
	id: 'notices',
	label: { zh: '发送通知', en: 'Send notices' },
	async run(app, say): Promise<JobOutcome> {
		const told = await tell(noticeOffice(app));
		if (told === undefined) {
			say('没有 notices.yaml，通知未启用');
			return { counts: {}, failures: [] };
		}
		const { refusals, found, muted, sent, failed, givenUp, waiting } = told;
		say(`新事件 ${found} 件；发出 ${sent} 条，失败 ${failed} 条，等待 ${waiting} 条，不再重试 ${givenUp} 条`);
		return { counts: { found, muted, sent, failed, given_up: givenUp, waiting }, failures: refusals };
	}
} satisfies Job;
