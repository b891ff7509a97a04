import { RiskError } from '$lib/domain/errors';
import type { Environment } from '../channels/channel';
import { readSources } from '../../sources/source-list';
import { makeMessages } from './make-messages';
import { readNoticeSettings, type NoticeSettings } from './notice-settings';
import type { Doorway } from './open-channel';
import { planNotices, type NoticeDesk } from './plan-notices';
import { sendNotices, type SendCount } from './send-notices';

export interface NoticeOffice extends NoticeDesk {
	readonly home: string;
	/** Address of the board as the installation is configured. */
	readonly origin: string | undefined;
	readonly env: Environment;
	/** Longest wait for an answer; ten seconds where it is not given. */
	readonly milliseconds?: number;
}

/** The address of the board in links, without a slash at its end. @throws RiskError NOTICES_NO_ORIGIN */
export function originOf({ origin }: Pick<NoticeOffice, 'origin'>, settings: NoticeSettings): string {
	const address = settings.origin ?? origin;
	if (address !== undefined) return address.replace(/\/+$/, '');
	throw new RiskError(
		'NOTICES_NO_ORIGIN',
		'通知里要带链接，但还不知道本系统的网址，没有发出任何消息；请设置环境变量 ORIGIN，或在 notices.yaml 写 origin。'
	);
}

export const doorwayOf = ({
	home,
	env,
	milliseconds
}: Pick<NoticeOffice, 'home' | 'env' | 'milliseconds'>): Doorway => ({
	env,
	...(milliseconds !== undefined && { milliseconds }),
	allowedHosts: readSources(home).allowedHosts
});

export interface TellCount extends SendCount {
	readonly found: number;
	readonly muted: number;
	readonly messages: number;
}

/**
 * Looks for what happened, plans who is told, and sends what is ready. Undefined where notices are off.
 * @throws RiskError NOTICES_INVALID, NOTICES_NO_ORIGIN
 */
export async function tell(office: NoticeOffice): Promise<TellCount | undefined> {
	const settings = readNoticeSettings(office.home);
	if (settings === undefined) return undefined;
	const origin = originOf(office, settings);
	const { found, muted } = await planNotices(office, settings);
	const messages = await makeMessages(office, settings, origin);
	return { found, muted, messages, ...(await sendNotices(office, settings, doorwayOf(office))) };
}
