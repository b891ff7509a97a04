import type { Person } from '../channels/channel';
import type { Occurrence } from './kinds/kind';
import type { NoticeRule, NoticeSettings } from './notice-settings';
import { definitionOf } from './open-channel';
import { afterQuiet, nextDigest } from './quiet-hours';

/** One event for one recipient over one channel, once. */
export interface Delivery {
	readonly noticeKey: string;
	readonly rule: string;
	readonly channel: string;
	readonly recipient: string;
	/** Ids of people. */
	readonly people: readonly string[];
	readonly urgent: boolean;
	/** Shanghai time. */
	readonly dueAt: string;
	readonly muted: string | null;
}

/** An event with its whole key, its kind and everybody whom it concerns. */
export interface Notice extends Occurrence {
	readonly kind: string;
	readonly units: readonly string[];
}

const nobody = '没有可通知的人员或地址';

function takes(rule: NoticeRule, { kind, level, units }: Notice): boolean {
	if (!rule.kinds.includes(kind) || level < rule.min_level) return false;
	return rule.units === undefined || rule.units.some((unit) => units.includes(unit));
}

function muteOf({ mutes }: NoticeSettings, notice: Notice, today: string): string | null {
	const found = mutes.find(
		({ kinds, subject, unit, until }) =>
			today <= until &&
			(kinds === undefined || kinds.includes(notice.kind)) &&
			(subject === undefined || subject === notice.projectCode || subject === notice.uscc) &&
			(unit === undefined || notice.units.includes(unit))
	);
	return found === undefined ? null : `${found.reason}（至 ${found.until}）`;
}

function peopleOf({ people }: NoticeSettings, { to }: NoticeRule, { units }: Notice): Person[] {
	return people.filter(({ id, unit }) =>
		to === 'unit' ? unit !== undefined && units.includes(unit) : to.includes(id)
	);
}

/** Two rules that tell the same person the same over the same channel tell it once: the sooner and the louder. */
function merged(a: Delivery, b: Delivery): Delivery {
	if (a.muted !== null) return b;
	if (b.muted !== null) return a;
	return {
		...a,
		people: [...new Set([...a.people, ...b.people])],
		urgent: a.urgent || b.urgent,
		dueAt: a.dueAt < b.dueAt ? a.dueAt : b.dueAt
	};
}

/**
 * Who is told of an event, over what, and when. Pure. A personal channel (mail) tells each person, a group once,
 * with its people called. What is muted is in the answer, with the reason.
 */
export function deliveriesOf(settings: NoticeSettings, notice: Notice, now: string): Delivery[] {
	const planned = new Map<string, Delivery>();
	const add = (delivery: Delivery) => {
		const key = `${delivery.channel}|${delivery.recipient}`;
		const before = planned.get(key);
		planned.set(key, before === undefined ? delivery : merged(before, delivery));
	};
	for (const rule of settings.rules.filter((one) => takes(one, notice))) {
		const silence =
			notice.muted ?? muteOf(settings, notice, now.slice(0, 10)) ?? (rule.on ? null : '规则已停用');
		const gathered = nextDigest(now, rule.digest_at);
		const dueAt = rule.urgent ? gathered : afterQuiet(gathered, settings.quiet_hours);
		const called = peopleOf(settings, rule, notice);
		const unit = notice.units[0] ?? '未明确单位';
		for (const entry of settings.channels.filter(({ id }) => rule.channels.includes(id))) {
			const { isPersonal, reaches } = definitionOf(entry);
			const shared = { noticeKey: notice.key, rule: rule.id, channel: entry.id, urgent: rule.urgent, dueAt };
			if (!isPersonal) {
				add({ ...shared, recipient: unit, people: called.map(({ id }) => id), muted: silence });
				continue;
			}
			const reached = called.filter(reaches);
			if (reached.length === 0) add({ ...shared, recipient: unit, people: [], muted: silence ?? nobody });
			for (const { id, name } of reached) add({ ...shared, recipient: name, people: [id], muted: silence });
		}
	}
	return [...planned.values()];
}
