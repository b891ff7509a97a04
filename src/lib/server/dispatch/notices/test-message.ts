import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { shanghaiDay, shanghaiTime } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import type { Answer, Message, OpenChannel, Outgoing } from '../channels/channel';
import { blotted } from '../channels/secret';
import { keepAttempt, sentLately } from './attempts';
import { readNoticeSettings, type ChannelEntry, type NoticeSettings } from './notice-settings';
import { definitionOf, openChannel, perMinuteOf } from './open-channel';
import { doorwayOf, originOf, type NoticeOffice } from './tell';

/** What a test message is made of; the same choice gives the same bytes, so what was shown is what goes out. */
export interface TestChoice {
	readonly channel: string;
	/** Id of a person; null: nobody is called. */
	readonly person: string | null;
	readonly id: string;
	/** Milliseconds since 1970 at which it was composed: signatures hold for a while from then. */
	readonly composedAt: number;
}

export interface TestPreview {
	/** Secrets are blotted out; everything else is what goes out. */
	readonly outgoing: Outgoing;
}

/** A payload looked at for longer than this is composed anew: its signature would be refused. */
const freshMilliseconds = 10 * 60_000;

interface Composed {
	readonly settings: NoticeSettings;
	readonly entry: ChannelEntry;
	readonly message: Message;
	readonly door: OpenChannel;
	readonly outgoing: Outgoing;
}

function compose(office: NoticeOffice, { channel, person, id, composedAt }: TestChoice): Composed {
	const settings = readNoticeSettings(office.home);
	const entry = settings?.channels.find((one) => one.id === channel);
	if (settings === undefined || entry === undefined)
		throw new RiskError('NOTICES_OFF', `notices.yaml 里没有渠道“${channel}”，请先写好再测试。`);
	const people = settings.people.filter((one) => one.id === person);
	const { isPersonal, reaches } = definitionOf(entry);
	if (isPersonal && !people.some(reaches))
		throw new RiskError('NOTICES_NOBODY', '这个渠道要发给具体的人，请选一位在 notices.yaml 里有地址的人员。');
	const door = openChannel(entry, doorwayOf(office));
	const message: Message = {
		id,
		headline: `【薪哨·${office.policy.shortName}】测试消息`,
		recipient: '测试',
		people,
		items: [
			{
				key: `test/${id}`,
				kind: 'test',
				level: 0,
				title: '测试消息',
				words: '收到即说明此渠道可用，不必办理',
				link: `${originOf(office, settings)}/notices`,
				day: shanghaiDay(new Date(composedAt))
			}
		]
	};
	return { settings, entry, message, door, outgoing: door.compose(message, new Date(composedAt)) };
}

/** Shows what a test would send. @throws RiskError */
export function previewTest(office: NoticeOffice, choice: TestChoice): TestPreview {
	const { outgoing, door } = compose(office, choice);
	const { to, headers, body } = outgoing;
	return {
		outgoing: { to: blotted(to, door.secrets), headers, body: blotted(body, door.secrets) }
	};
}

/** Sends what was shown, keeps it in the log, and answers what came back. @throws RiskError */
export async function sendTest(office: NoticeOffice, choice: TestChoice, actor: Actor): Promise<Answer> {
	const age = office.clock().getTime() - choice.composedAt;
	if (age < 0 || age > freshMilliseconds)
		throw new RiskError('NOTICES_STALE', '预览已超过 10 分钟，签名可能失效；请重新预览后再发送。');
	const { entry, message, door, outgoing } = compose(office, choice);
	if ((await sentLately(office, entry.id)) >= perMinuteOf(entry))
		throw new RiskError(
			'NOTICES_RATE',
			`渠道“${entry.id}”一分钟内已发满 ${perMinuteOf(entry)} 条，请稍后再测试。`
		);
	await keepTest(office, entry, message);
	const shared = { messageId: message.id, channel: entry.id, attempt: 1, actor: actor.name };
	await keepAttempt(office, { ...shared, step: 'started', payload: blotted(outgoing.body, door.secrets) });
	const answer = await door.send(outgoing);
	const kept = {
		...answer,
		status: blotted(answer.status, door.secrets),
		answer: blotted(answer.answer, door.secrets)
	};
	await keepAttempt(office, { ...shared, step: answer.ok ? 'sent' : 'failed', answer: kept });
	return kept;
}

async function keepTest(
	{ warehouse, clock }: NoticeOffice,
	entry: ChannelEntry,
	{ id, headline, recipient, people, items }: Message
): Promise<void> {
	await warehouse.write(async (tx) => {
		const [known] = await tx.all('select 1 as n from notice_message where message_id = $id', {
			id: z.uuid().parse(id)
		});
		if (known) throw new RiskError('NOTICES_SENT', '这条测试消息已经发送过，请看日志；要再发请重新预览。');
		await tx.run(
			`insert into notice_message values ($id, $channel, $recipient, cast($told as json), cast($people as json), true, true,
				cast($content as json), cast($at as timestamp))`,
			{
				id,
				channel: entry.id,
				recipient,
				told: JSON.stringify(people.map(({ name }) => name)),
				people: JSON.stringify(people.map((person) => person.id)),
				content: JSON.stringify({ headline, items }),
				at: shanghaiTime(clock())
			}
		);
	});
}
