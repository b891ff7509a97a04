import { createContext } from 'svelte';

/** Something that a page said after somebody did something. */
export interface Message {
	/** 'HH:MM' of the reader's clock. */
	readonly at: string;
	readonly text: string;
	readonly isRefusal: boolean;
	/** Page on which it was said. */
	readonly path: string;
}

const kept = 'xinshao.messages';
const most = 30;

/** What the pages of this window said, newest first; it goes with the window. */
export class MessageLog {
	list = $state.raw<readonly Message[]>([]);

	/** Takes up what was said before the page was loaded anew. */
	restore(): void {
		try {
			this.list = JSON.parse(sessionStorage.getItem(kept) ?? '[]') as Message[];
		} catch {
			// Nothing that can be read is nothing that was said.
			this.list = [];
		}
	}

	add(message: Message): void {
		const [last] = this.list;
		if (last?.text === message.text && last.at === message.at && last.path === message.path) return;
		this.list = [message, ...this.list].slice(0, most);
		sessionStorage.setItem(kept, JSON.stringify(this.list));
	}
}

export const [useMessages, setMessages] = createContext<MessageLog>();
