import { createContext } from 'svelte';
import type { Undo } from '$lib/domain/said';

/** Something that a page said after somebody did something. */
export interface Message {
	readonly id: string;
	/** 'HH:MM' of the reader's clock. */
	readonly at: string;
	readonly text: string;
	readonly isRefusal: boolean;
	/** Page on which it was said. */
	readonly path: string;
	/** How to take it back; null where that cannot be, or was done. */
	readonly undo: Undo | null;
}

const kept = 'xinshao.messages';
const most = 30;
/** 'HH:MM' where the reader is. */
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** What the pages of this window said, newest first; it goes with the window. */
export class MessageLog {
	list = $state.raw<readonly Message[]>([]);
	/** What nobody has been shown yet. */
	fresh = $state.raw<readonly Message[]>([]);

	/** Takes up what was said before the page was loaded anew. */
	restore(): void {
		try {
			this.#keep(JSON.parse(sessionStorage.getItem(kept) ?? '[]') as Message[]);
		} catch {
			// Nothing that can be read is nothing that was said.
			this.#keep([]);
		}
	}

	/** Keeps a message, and lets it be shown. One that is there already is not said again. */
	tell(message: Omit<Message, 'at'>): void {
		if (this.list.some(({ id }) => id === message.id)) return;
		const told = { ...message, at: clock.format() };
		this.#keep([told, ...this.list].slice(0, most));
		this.fresh = [...this.fresh, told];
	}

	/** Says that these are shown now. */
	shown(): void {
		this.fresh = [];
	}

	/** An act is taken back once. */
	takenBack(id: string): void {
		this.#keep(this.list.map((message) => (message.id === id ? { ...message, undo: null } : message)));
	}

	#keep(list: readonly Message[]): void {
		this.list = list;
		sessionStorage.setItem(kept, JSON.stringify(list));
	}
}

export const [useMessages, setMessages] = createContext<MessageLog>();
