import { auditAnchors } from '../kept-backups';
import { fine, ill, type HealthCheck } from './health-check';

/** Lines that may wait for the machine of the copy: more tell that it does not take them. */
const mostWaiting = 100;

export default {
	id: 'audit',
	order: 105,
	label: { zh: '审计日志', en: 'Audit log' },
	async run(app) {
		const { home, backupCopy, syslog } = app.config;
		const anchors = await auditAnchors(home, backupCopy);
		const { broken, lines, oldest } =
			anchors.length === 0 ? await app.audit.recentCheck() : await app.audit.check(anchors);
		if (broken.length > 0)
			return ill(
				`审计日志在 ${broken.slice(0, 3).join('、')} 处断开，可能被改动`,
				'保留现场，运行 npm run -s xinshao -- verify，并与另存的副本、备份和会议纪要上的摘要核对'
			);
		const says = `至第 ${lines} 条完整${oldest ? `，最早 ${oldest.slice(0, 10)}` : ''}`;
		const copy = app.audit.syslog;
		if (copy === undefined || syslog === undefined) return fine(`${says}；没有另发副本（XINSHAO_SYSLOG）`);
		const place = `${syslog.protocol}://${syslog.host}:${syslog.port}`;
		if (copy.error !== null || copy.waiting > mostWaiting || copy.dropped > 0)
			return ill(
				`${says}；副本发不到 ${place}（${copy.error ?? '对方不收'}），待发 ${copy.waiting} 条，已放弃 ${copy.dropped} 条`,
				`核对 ${place} 是否在收、网络是否放行，缺的部分从 /audit 导出补上`
			);
		return fine(`${says}；副本发往 ${place}，已发 ${copy.sent} 条`);
	}
} satisfies HealthCheck;
