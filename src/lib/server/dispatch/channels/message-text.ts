import type { Message, MessageItem, Person } from './channel';

const numbered = (index: number, count: number) => (count === 1 ? '' : `${index + 1}. `);

/** Markdown would make links and emphasis of what a name holds. */
const plain = (text: string) => text.replaceAll(/[[\]()*_`#<>~|\\]/g, ' ');

/** The last line: by the number, who receives a message twice can tell. */
const footer = ({ id }: Message) => `消息编号 ${id}`;

/** Lines for a channel that shows text as it is. */
export function plainText(message: Message): string {
	const { headline, items } = message;
	const lines = items.flatMap((item, index) => [
		`${numbered(index, items.length)}${item.title}：${item.words}`,
		`${item.link}`
	]);
	return [headline, '', ...lines, '', footer(message)].join('\n');
}

/** One item in the markdown that the robots of 企业微信, 钉钉 and 飞书 all understand. */
const markdownItem = ({ title, words, link }: MessageItem, index: number, count: number) =>
	`${numbered(index, count)}[${plain(title)}](${link})\n${plain(words)}`;

export function markdownText(message: Message): string {
	const { items } = message;
	return [...items.map((item, index) => markdownItem(item, index, items.length)), footer(message)].join(
		'\n\n'
	);
}

export const phonesOf = (people: readonly Person[]) => people.flatMap(({ phone }) => phone ?? []);
export const namesOf = (people: readonly Person[]) => people.map(({ name }) => name).join('、');

/** Bytes that an item takes in a message, with room for its number. */
export const bytesOf = (item: MessageItem) =>
	Buffer.byteLength(`000. [${item.title}](${item.link})\n${item.words}\n\n`);
