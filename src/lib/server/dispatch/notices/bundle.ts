import type { MessageItem } from '../channels/channel';
import { bytesOf } from '../channels/message-text';

/** More items than this nobody reads on a phone. */
const mostItems = 30;

/** Cuts a list into parts that each fit into one message; an item too long for any message has one of its own. */
export function partsOf<T>(items: readonly T[], itemOf: (one: T) => MessageItem, bytes: number): T[][] {
	const parts: T[][] = [];
	let size = 0;
	for (const one of items) {
		const more = bytesOf(itemOf(one));
		const part = parts.at(-1);
		if (part === undefined || part.length >= mostItems || size + more > bytes) {
			parts.push([one]);
			size = more;
		} else {
			part.push(one);
			size += more;
		}
	}
	return parts;
}

/** The first line: for whom, and how much of what. */
export function headlineOf(
	place: string,
	recipient: string,
	items: readonly MessageItem[],
	labelOf: (kind: string) => string
): string {
	const counts = new Map<string, number>();
	for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1);
	const said = [...counts].map(([kind, n]) =>
		items.length === 1 ? labelOf(kind) : `${labelOf(kind)} ${n} 条`
	);
	return `【薪哨·${place}】${recipient}：${said.join('、')}`;
}
