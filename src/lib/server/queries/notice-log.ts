import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

export const noticeResults = ['sent', 'waiting', 'failed', 'given_up', 'muted', 'no_rule'] as const;
export type NoticeResult = (typeof noticeResults)[number];

const row = z.object({
	notice_key: z.string().nullable(),
	found_at: z.string(),
	kind: z.string(),
	level: z.coerce.number(),
	title: z.string(),
	words: z.string(),
	path: z.string().nullable(),
	rule: z.string().nullable(),
	channel: z.string().nullable(),
	recipient: z.string().nullable(),
	told: z.string().nullable(),
	muted: z.string().nullable(),
	due_at: z.string().nullable(),
	message_id: z.string().nullable(),
	attempts: z.coerce.number(),
	last_at: z.string().nullable(),
	status: z.string().nullable(),
	result: z.enum(noticeResults)
});

/** One event and one recipient: who was told what, how, and with which result. */
export interface NoticeLine {
	/** Null: a test. */
	readonly key: string | null;
	readonly foundAt: string;
	readonly kind: string;
	readonly level: number;
	readonly title: string;
	readonly words: string;
	readonly path: string | null;
	readonly rule: string | null;
	readonly channel: string | null;
	readonly recipient: string | null;
	readonly told: readonly string[];
	readonly muted: string | null;
	readonly dueAt: string | null;
	readonly messageId: string | null;
	readonly attempts: number;
	readonly lastAt: string | null;
	readonly status: string | null;
	readonly result: NoticeResult;
}

export interface NoticeLogQuery {
	readonly kind: string | null;
	readonly channel: string | null;
	readonly result: NoticeResult | null;
	readonly limit: number;
	/** Place of the first line, counted from 0. */
	readonly offset?: number;
}

/** Where each message stands by its attempts. */
const standingSql = `
	select t.message_id, max(t.attempt) as attempts, max(t.at_time) as last_at,
		case
			when max(case when t.step = 'sent' then 1 else 0 end) = 1 then 'sent'
			when max(case when t.step = 'given_up' then t.attempt else 0 end)
				> max(case when t.step = 'again' then t.attempt else 0 end) then 'given_up'
			else 'failed'
		end as result
	from notice_attempt t group by t.message_id`;

const statusSql = `
	select s.message_id, s.status from (
		select r.message_id, r.status, row_number() over (partition by r.message_id order by r.attempt desc, r.step) as place
		from notice_attempt r where r.status is not null
	) s where s.place = 1`;

const logSql = `
	select n.notice_key, n.found_at, n.kind, n.level, n.title, n.words, n.path, d.rule, d.channel, d.recipient,
		m.told, d.muted, d.due_at, m.message_id, a.attempts, a.last_at, s.status,
		case when d.delivery_id is null then 'no_rule' when d.muted is not null then 'muted'
			else coalesce(a.result, 'waiting') end as result
	from notice n
	left join notice_delivery d on d.notice_key = n.notice_key
	left join notice_message_item i on i.delivery_id = d.delivery_id
	left join notice_message m on m.message_id = i.message_id
	left join (${standingSql}) a on a.message_id = m.message_id
	left join (${statusSql}) s on s.message_id = m.message_id
	union all
	select null, m.made_at, 'test', 0, m.content->>'$.headline', m.content->>'$.items[0].words', null, null, m.channel,
		m.recipient, m.told, null, m.made_at, m.message_id, a.attempts, a.last_at, s.status,
		case coalesce(a.result, 'waiting') when 'failed' then 'given_up' else coalesce(a.result, 'waiting') end
	from notice_message m
	left join (${standingSql}) a on a.message_id = m.message_id
	left join (${statusSql}) s on s.message_id = m.message_id
	where m.is_test`;

const names = z.array(z.string());
const minutes = (column: string) => `strftime(l.${column}, '%Y-%m-%d %H:%M')`;

/** The log, the newest first. */
export async function noticeLog(reader: Reader, query: NoticeLogQuery): Promise<NoticeLine[]> {
	const { kind, channel, result, limit, offset = 0 } = query;
	const rows = await reader.read(
		`select l.notice_key, ${minutes('found_at')} as found_at, l.kind, l.level, l.title, l.words, l.path, l.rule, l.channel,
			l.recipient, cast(l.told as varchar) as told, l.muted, ${minutes('due_at')} as due_at, l.message_id,
			coalesce(l.attempts, 0) as attempts, ${minutes('last_at')} as last_at, l.status, l.result
		from (${logSql}) l
		where ($kind is null or l.kind = $kind) and ($channel is null or l.channel = $channel)
			and ($result is null or l.result = $result)
		order by l.found_at desc, l.notice_key, l.channel, l.recipient, l.message_id limit $limit offset $offset`,
		{ kind, channel, result, limit, offset },
		row
	);
	return rows.map((one) => ({
		key: one.notice_key,
		foundAt: one.found_at,
		kind: one.kind,
		level: one.level,
		title: one.title,
		words: one.words,
		path: one.path,
		rule: one.rule,
		channel: one.channel,
		recipient: one.recipient,
		told: one.told === null ? [] : names.parse(JSON.parse(one.told)),
		muted: one.muted,
		dueAt: one.due_at,
		messageId: one.message_id,
		attempts: one.attempts,
		lastAt: one.last_at,
		status: one.status,
		result: one.result
	}));
}

/** How many lines of the log have each result, of a kind and a channel where they are given; every result is there. */
export async function noticeCounts(
	reader: Reader,
	{ kind = null, channel = null }: Partial<Pick<NoticeLogQuery, 'kind' | 'channel'>> = {}
): Promise<Readonly<Record<NoticeResult, number>>> {
	const rows = await reader.read(
		`select l.result, count(*) as n from (${logSql}) l
		where ($kind is null or l.kind = $kind) and ($channel is null or l.channel = $channel)
		group by l.result`,
		{ kind, channel },
		z.object({ result: z.enum(noticeResults), n: z.coerce.number() })
	);
	const found = new Map(rows.map(({ result, n }) => [result, n]));
	return Object.fromEntries(noticeResults.map((result) => [result, found.get(result) ?? 0])) as Record<
		NoticeResult,
		number
	>;
}

const messageRow = z.object({
	message_id: z.string(),
	channel: z.string(),
	recipient: z.string(),
	told: z.string(),
	made_at: z.string(),
	headline: z.string(),
	is_test: z.boolean()
});
const attemptRow = z.object({
	attempt: z.coerce.number(),
	step: z.string(),
	at_time: z.string(),
	status: z.string().nullable(),
	answer: z.string().nullable(),
	payload: z.string().nullable(),
	actor: z.string().nullable()
});

/** One message with every attempt, in order; undefined where there is none. */
export async function noticeMessage(reader: Reader, id: string) {
	const [message] = await reader.read(
		`select message_id, channel, recipient, cast(told as varchar) as told, strftime(made_at, '%Y-%m-%d %H:%M:%S') as made_at,
			content->>'$.headline' as headline, is_test
		from notice_message where message_id = $id`,
		{ id },
		messageRow
	);
	if (message === undefined) return undefined;
	const attempts = await reader.read(
		`select attempt, step, strftime(at_time, '%Y-%m-%d %H:%M:%S') as at_time, status, answer, payload, actor
		from notice_attempt where message_id = $id
		order by attempt, case step when 'again' then 3 when 'given_up' then 2 when 'started' then 0 else 1 end`,
		{ id },
		attemptRow
	);
	return {
		id: message.message_id,
		channel: message.channel,
		recipient: message.recipient,
		told: names.parse(JSON.parse(message.told)),
		madeAt: message.made_at,
		headline: message.headline,
		isTest: message.is_test,
		attempts: attempts.map(({ at_time, ...attempt }) => ({ ...attempt, at: at_time }))
	};
}
