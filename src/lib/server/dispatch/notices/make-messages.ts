import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { shanghaiTime } from '$lib/domain/clock';
import type { MessageItem } from '../channels/channel';
import { headlineOf, partsOf } from './bundle';
import { noticeKinds } from './kinds/registry';
import type { NoticeSettings } from './notice-settings';
import { definitionOf } from './open-channel';
import type { NoticeDesk } from './plan-notices';
import { isQuiet } from './quiet-hours';

const due = z.object({
	delivery_id: z.string(),
	channel: z.string(),
	recipient: z.string(),
	people: z.string(),
	urgent: z.boolean(),
	notice_key: z.string(),
	kind: z.string(),
	level: z.coerce.number(),
	title: z.string(),
	words: z.string(),
	path: z.string(),
	day: z.string()
});
type Due = z.output<typeof due>;

export const idList = z.array(z.string());

const labelOf = (kind: string) => noticeKinds.get(kind)?.label.zh ?? kind;

/**
 * Puts all that is due to one recipient over one channel into one message, and writes the message down before
 * anybody sends it: whatever happens then, it keeps its id and goes out as it was written.
 */
export async function makeMessages(
	{ warehouse, policy, clock }: NoticeDesk,
	settings: NoticeSettings,
	origin: string
): Promise<number> {
	const now = shanghaiTime(clock());
	const rows = await warehouse.read(
		`select d.delivery_id, d.channel, d.recipient, cast(d.people as varchar) as people, d.urgent, n.notice_key, n.kind,
			n.level, n.title, n.words, n.path, cast(n.happened_on as varchar) as day
		from notice_delivery d
		join notice n on n.notice_key = d.notice_key
		left join notice_message_item i on i.delivery_id = d.delivery_id
		where d.muted is null and i.delivery_id is null and d.due_at <= cast($now as timestamp)
		order by d.channel, d.recipient, d.urgent desc, n.level desc, n.happened_on, n.notice_key`,
		{ now },
		due
	);
	const quiet = isQuiet(now, settings.quiet_hours);
	const groups = Map.groupBy(
		rows.filter(({ urgent }) => urgent || !quiet),
		({ channel, recipient, urgent }) => JSON.stringify([channel, recipient, urgent])
	);
	const itemOf = (one: Due): MessageItem => ({
		key: one.notice_key,
		kind: one.kind,
		level: one.level,
		title: one.title,
		words: one.words,
		link: `${origin}${one.path}`,
		day: one.day
	});
	const messages: { id: string; first: Due; people: string[]; deliveries: readonly Due[] }[] = [];
	for (const group of groups.values()) {
		const [first] = group;
		const entry = settings.channels.find(({ id }) => id === first?.channel);
		if (first === undefined || entry === undefined) continue;
		for (const part of partsOf(group, itemOf, definitionOf(entry).limits.bytes)) {
			const people = new Set(part.flatMap((one) => idList.parse(JSON.parse(one.people))));
			messages.push({ id: randomUUID(), first, people: [...people], deliveries: part });
		}
	}
	if (messages.length === 0) return 0;
	await warehouse.write(async (tx) => {
		for (const { id, first, people, deliveries } of messages) {
			const items = deliveries.map(itemOf);
			const headline = headlineOf(policy.shortName, first.recipient, items, labelOf);
			await tx.run(
				`insert into notice_message values ($id, $channel, $recipient, cast($told as json), cast($people as json), $urgent,
					false, cast($content as json), cast($now as timestamp))`,
				{
					id,
					channel: first.channel,
					recipient: first.recipient,
					told: JSON.stringify(
						settings.people.filter((person) => people.includes(person.id)).map(({ name }) => name)
					),
					people: JSON.stringify(people),
					urgent: first.urgent,
					content: JSON.stringify({ headline, items }),
					now
				}
			);
			await tx.run(
				`insert into notice_message_item select $id, unnest(cast(cast($deliveries as json) as varchar[]))`,
				{ id, deliveries: JSON.stringify(deliveries.map((one) => one.delivery_id)) }
			);
		}
	});
	return messages.length;
}
