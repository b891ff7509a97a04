import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { shanghaiTime } from '$lib/domain/clock';
import type { Answer, Message, OpenChannel } from '../channels/channel';
import { blotted } from '../channels/secret';
import { keepAttempt, sentLately } from './attempts';
import { mostAttempts, waitAfter } from './back-off';
import { idList } from './make-messages';
import type { ChannelEntry, NoticeSettings } from './notice-settings';
import { definitionOf, openChannel, perMinuteOf, type Doorway } from './open-channel';
import type { NoticeDesk } from './plan-notices';
import { isQuiet } from './quiet-hours';

const open = z.object({
	message_id: z.string(),
	recipient: z.string(),
	people: z.string(),
	urgent: z.boolean(),
	content: z.string(),
	attempts: z.coerce.number(),
	/** Attempts since somebody asked to begin again; all of them where nobody did. */
	tries: z.coerce.number(),
	last_at: z.string().nullable(),
	last_step: z.string().nullable()
});
type OpenMessage = z.output<typeof open>;

const contentShape = z.object({
	headline: z.string(),
	items: z.array(
		z.object({
			key: z.string(),
			kind: z.string(),
			level: z.number(),
			title: z.string(),
			words: z.string(),
			link: z.string(),
			day: z.string()
		})
	)
});

/** Messages of a channel that have come to no end, oldest first. */
async function openMessages({ warehouse }: NoticeDesk, channel: string): Promise<OpenMessage[]> {
	return warehouse.read(
		`select m.message_id, m.recipient, cast(m.people as varchar) as people, m.urgent, cast(m.content as varchar) as content,
			coalesce(a.attempts, 0) as attempts, coalesce(a.attempts - a.again, 0) as tries, cast(a.last_at as varchar) as last_at, a.last_step
		from notice_message m
		left join (
			select t.message_id, max(t.attempt) as attempts, max(t.at_time) as last_at,
				max(case when t.step = 'again' then t.attempt else 0 end) as again,
				max(case when t.step = 'given_up' then t.attempt else 0 end) as given_up,
				max(case when t.step = 'sent' then 1 else 0 end) as sent,
				case when max(case when t.step = 'started' then t.attempt else 0 end)
					> max(case when t.step = 'failed' then t.attempt else 0 end) then 'started' else 'failed' end as last_step
			from notice_attempt t group by t.message_id
		) a on a.message_id = m.message_id
		where m.channel = $channel and not m.is_test and coalesce(a.sent, 0) = 0
			and coalesce(a.given_up, 0) <= coalesce(a.again, 0)
		order by m.urgent desc, m.made_at, m.message_id`,
		{ channel },
		open
	);
}

/** Whether its time has come: at once where nothing was tried, or where the last attempt was cut off. */
function isReady({ tries, last_at, last_step }: OpenMessage, now: Date): boolean {
	if (tries === 0 || last_at === null || last_step === 'started') return true;
	return last_at <= shanghaiTime(new Date(now.getTime() - waitAfter(tries)));
}

export interface SendCount {
	readonly sent: number;
	readonly failed: number;
	readonly givenUp: number;
	/** Left for a later minute: rate, rest, quiet hours, or waiting after a failure. */
	readonly waiting: number;
	/** One sentence a channel that could not be used at all. */
	readonly refusals: readonly string[];
}

const nothing: SendCount = { sent: 0, failed: 0, givenUp: 0, waiting: 0, refusals: [] };

/** No answer at all: the rest of the channel's messages would wait as long for nothing. */
const isSilent = ({ ok, status }: Answer) => !ok && !/^(HTTP|SMTP) \d/.test(status);

async function sendOne(
	desk: NoticeDesk,
	settings: NoticeSettings,
	entry: ChannelEntry,
	door: OpenChannel,
	given: OpenMessage
): Promise<Answer & { readonly givenUp: boolean }> {
	const { headline, items } = contentShape.parse(JSON.parse(given.content));
	const ids = idList.parse(JSON.parse(given.people));
	const people = settings.people.filter((person) => ids.includes(person.id));
	const shared = { messageId: given.message_id, channel: entry.id, attempt: given.attempts + 1 };
	if (definitionOf(entry).isPersonal && people.length === 0) {
		const answer = { ok: false, status: '人员已不在 notices.yaml', answer: '' };
		await keepAttempt(desk, { ...shared, step: 'given_up', answer });
		return { ...answer, givenUp: true };
	}
	const message: Message = { id: given.message_id, headline, recipient: given.recipient, people, items };
	const outgoing = door.compose(message, desk.clock());
	// Written before it goes: where the process ends in between, the next one knows that it may have gone.
	await keepAttempt(desk, { ...shared, step: 'started', payload: blotted(outgoing.body, door.secrets) });
	const answer = await door.send(outgoing);
	const kept = {
		...answer,
		status: blotted(answer.status, door.secrets),
		answer: blotted(answer.answer, door.secrets)
	};
	const givenUp = !answer.ok && given.tries + 1 >= mostAttempts;
	await keepAttempt(desk, { ...shared, step: answer.ok ? 'sent' : 'failed', answer: kept });
	if (givenUp) await keepAttempt(desk, { ...shared, step: 'given_up', answer: kept });
	return { ...kept, givenUp };
}

async function sendOver(
	desk: NoticeDesk,
	settings: NoticeSettings,
	entry: ChannelEntry,
	doorway: Doorway
): Promise<SendCount> {
	const messages = await openMessages(desk, entry.id);
	if (messages.length === 0) return nothing;
	const count = { sent: 0, failed: 0, givenUp: 0, waiting: 0 };
	let door: OpenChannel;
	try {
		door = openChannel(entry, doorway);
	} catch (error) {
		if (!(error instanceof RiskError)) throw error;
		return { ...count, waiting: messages.length, refusals: [error.message] };
	}
	const { restMinutes } = definitionOf(entry).limits;
	let isStopped = false;
	for (const message of messages) {
		const now = desk.clock();
		const time = shanghaiTime(now);
		const isResting = restMinutes.includes(Number(time.slice(14, 16)));
		const isHeld = !message.urgent && isQuiet(time, settings.quiet_hours);
		if (isStopped || isResting || isHeld || !isReady(message, now)) {
			count.waiting += 1;
			continue;
		}
		if ((await sentLately(desk, entry.id)) >= perMinuteOf(entry)) {
			isStopped = true;
			count.waiting += 1;
			continue;
		}
		const answer = await sendOne(desk, settings, entry, door, message);
		if (answer.ok) count.sent += 1;
		else if (answer.givenUp) count.givenUp += 1;
		else count.failed += 1;
		isStopped = isSilent(answer);
	}
	return { ...count, refusals: [] };
}

/** Sends what is ready, every channel on its own: one that hangs holds up no other. */
export async function sendNotices(
	desk: NoticeDesk,
	settings: NoticeSettings,
	doorway: Doorway
): Promise<SendCount> {
	const counts = await Promise.all(
		settings.channels.map((entry) => sendOver(desk, settings, entry, doorway))
	);
	const sum = (of: (count: SendCount) => number) => counts.reduce((total, count) => total + of(count), 0);
	return {
		sent: sum(({ sent }) => sent),
		failed: sum(({ failed }) => failed),
		givenUp: sum(({ givenUp }) => givenUp),
		waiting: sum(({ waiting }) => waiting),
		refusals: counts.flatMap(({ refusals }) => refusals)
	};
}
