import type { LiveEvent } from '$lib/domain/live';

/** How many pages may listen at once: in all, and of one person. */
export interface HubLimits {
	readonly all: number;
	readonly perPerson: number;
}

export interface Listener {
	/** Id of the person who listens. */
	readonly person: string;
	hear(event: LiveEvent): void;
	/** The server stops: nothing more will come. */
	end(): void;
}

const usual: HubLimits = { all: 300, perPerson: 12 };

/** Hands what happens to every page that listens. One that fails to hear is let go and never stops the others. */
export class EventHub {
	readonly #limits: HubLimits;
	readonly #listeners = new Set<Listener>();
	#closed = false;

	constructor(limits: HubLimits = usual) {
		this.#limits = limits;
	}

	get listening(): number {
		return this.#listeners.size;
	}

	/** Whether the server stops: work that takes long ends at its next step. */
	get isClosed(): boolean {
		return this.#closed;
	}

	/** Answers how to stop listening, or undefined where nobody more may listen. */
	listen(listener: Listener): (() => void) | undefined {
		const own = [...this.#listeners].filter(({ person }) => person === listener.person).length;
		const isFull = this.#listeners.size >= this.#limits.all || own >= this.#limits.perPerson;
		if (this.#closed || isFull) return undefined;
		this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	}

	publish(event: LiveEvent): void {
		for (const listener of [...this.#listeners]) {
			try {
				listener.hear(event);
			} catch {
				this.#listeners.delete(listener);
			}
		}
	}

	/** Ends every stream; nobody may listen any more. */
	close(): void {
		this.#closed = true;
		for (const listener of [...this.#listeners]) listener.end();
		this.#listeners.clear();
	}
}
