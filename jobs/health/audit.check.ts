import { shanghaiDay } from '$lib/domain/clock';
import type { SyslogReach } from '$lib/server/accounts/audit-syslog';
import type { App } from '$lib/server/app';
import { auditAnchors } from '../kept-backups';
import { fine, ill, type HealthCheck, type HealthFinding } from './health-check';

/** Lines that may wait for the machine of the copy: more tell that it does not take them. */
const mostWaiting = 100;
/** A new certificate is asked for, issued and put in place within this time. */
const soonDays = 30;

type Address = NonNullable<App['config']['syslog']>;

/** What is wrong with the certificate of the copy's machine, and what to do about it. */
function certificateSaid(fault: NonNullable<SyslogReach['fault']>, { ca, host }: Address) {
	const trust = ca === undefined ? '本机信任的机构' : `XINSHAO_SYSLOG_CA（${ca}）里的机构`;
	return {
		untrusted: {
			says: `对方的证书不是${trust}签发的`,
			next: '向对方管理员取得签发机构的证书（PEM），写进 XINSHAO_SYSLOG_CA 所指的文件'
		},
		name: {
			says: `对方的证书不是发给 ${host} 的`,
			next: '核对 XINSHAO_SYSLOG 里的主机名，须与证书上的名称一致；名称无误而证书不符时，可能有人冒名，不要放行'
		},
		expired: { says: '对方的证书已过期', next: '请对方管理员换发证书' },
		early: { says: '对方的证书还没有生效', next: '核对两台机器的时钟，再请对方管理员核对证书' },
		ca: {
			says: `XINSHAO_SYSLOG_CA（${ca ?? ''}）读不出证书`,
			next: '把签发机构的证书（PEM）放到该文件，本用户须能读取'
		}
	}[fault];
}

async function copyFound(app: App, address: Address, says: string): Promise<HealthFinding> {
	const place = `${address.protocol}://${address.host}:${address.port}`;
	const { waiting = 0, dropped = 0, sent = 0 } = app.audit.syslog ?? {};
	const { error, fault, validTo } = (await app.audit.reachCopy()) ?? {
		error: null,
		fault: null,
		validTo: null
	};
	const left = `待发 ${waiting} 条，已放弃 ${dropped} 条`;
	if (fault !== null) {
		const told = certificateSaid(fault, address);
		return ill(`${says}；副本没有发往 ${place}：${told.says}，${left}`, told.next);
	}
	if (error !== null || waiting > mostWaiting || dropped > 0)
		return ill(
			`${says}；副本发不到 ${place}（${error ?? '对方不收'}），${left}`,
			`核对 ${place} 是否在收、网络是否放行，缺的部分从 /audit 导出补上`
		);
	const days = validTo === null ? null : (validTo.getTime() - app.clock().getTime()) / 86_400_000;
	if (validTo !== null && days !== null && days < soonDays)
		return ill(
			`${says}；副本发往 ${place}，对方的证书到 ${shanghaiDay(validTo)} 为止，只剩 ${Math.max(0, Math.floor(days))} 天`,
			'请对方管理员在到期前换发证书，过期后副本发不出去'
		);
	const secured = validTo === null ? '' : `，证书到 ${shanghaiDay(validTo)}`;
	return fine(`${says}；副本发往 ${place}，已发 ${sent} 条${secured}`);
}

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
		if (app.audit.syslog === undefined || syslog === undefined)
			return fine(`${says}；没有另发副本（XINSHAO_SYSLOG）`);
		return copyFound(app, syslog, says);
	}
} satisfies HealthCheck;
