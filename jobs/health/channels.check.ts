import { connect } from 'node:net';
import { openChannel } from '$lib/server/dispatch/notices/open-channel';
import { readNoticeSettings } from '$lib/server/dispatch/notices/notice-settings';
import { RiskError } from '$lib/domain/errors';
import { allowedHosts } from '$lib/server/sources/source-list';
import { fine, ill, type HealthCheck } from './health-check';

/** Longest wait for a place to answer the door; nothing is said to it. */
const doorMilliseconds = 2000;

function answers(place: string): Promise<boolean> {
	const url = new URL(`tcp://${place}`);
	const port = Number(url.port) || 443;
	return new Promise((resolve) => {
		const socket = connect({ host: url.hostname.replace(/^\[|\]$/g, ''), port });
		const end = (isThere: boolean) => {
			socket.destroy();
			resolve(isThere);
		};
		socket.setTimeout(doorMilliseconds, () => end(false));
		socket.once('connect', () => end(true));
		socket.once('error', () => end(false));
	});
}

export default {
	id: 'channels',
	order: 130,
	label: { zh: '邮件与机器人', en: 'Mail and robots' },
	async run(app) {
		const { home } = app.config;
		let settings: ReturnType<typeof readNoticeSettings>;
		try {
			settings = readNoticeSettings(home);
		} catch (cause) {
			if (cause instanceof RiskError) return ill(cause.message, '改正 notices.yaml 后再看');
			throw cause;
		}
		if (settings === undefined || settings.channels.length === 0) return fine('没有设置通知渠道');
		const allowed = allowedHosts(home);
		const troubles = await Promise.all(
			settings.channels.map(async (entry) => {
				try {
					const { place } = openChannel(entry, { env: process.env, allowedHosts: allowed });
					return (await answers(place)) ? null : `${entry.id}（${place} 连不上）`;
				} catch (cause) {
					if (cause instanceof RiskError) return `${entry.id}（${cause.message}）`;
					throw cause;
				}
			})
		);
		const bad = troubles.filter((trouble) => trouble !== null);
		if (bad.length === 0) return fine(`${settings.channels.length} 个通知渠道都能连上`);
		return ill(`通知渠道有问题：${bad.join('、')}`, '核对地址、密钥和网络策略，再到“通知”页发测试消息');
	}
} satisfies HealthCheck;
