import { AsyncLocalStorage } from 'node:async_hooks';

/** What a piece of work has read so far. */
interface Account {
	/** Each table with its stamp from before it was read. */
	readonly stamps: Map<string, number>;
	/** Whether it asked something that another moment answers differently. */
	isFleeting: boolean;
}

const accounts = new AsyncLocalStorage<Account>();

/** Tells the work that is being remembered, if any, which tables it is about to read; none: it differs by the moment. */
export function noteTables(tables: readonly string[], stampOf: (tables: readonly string[]) => number): void {
	const account = accounts.getStore();
	if (account === undefined) return;
	if (tables.length === 0) account.isFleeting = true;
	for (const table of tables) if (!account.stamps.has(table)) account.stamps.set(table, stampOf([table]));
}

interface Kept {
	readonly account: Account;
	readonly value: Promise<unknown>;
}

const mostKept = 200;

/**
 * What was made of the answers to questions, kept until one of the tables that were read is written. The key says
 * everything else that it depends on: what the person may see, the day, the filter. What is handed out is shared by all who
 * ask: nobody changes it.
 */
export class RememberedWork {
	readonly #kept = new Map<string, Kept>();
	readonly #stampOf: (tables: readonly string[]) => number;

	constructor(stampOf: (tables: readonly string[]) => number) {
		this.#stampOf = stampOf;
	}

	get<T>(key: string, work: () => Promise<T>): Promise<T> {
		const found = this.#kept.get(key);
		this.#kept.delete(key);
		if (found && this.#holds(found)) {
			this.#kept.set(key, found);
			return found.value as Promise<T>;
		}
		const account: Account = { stamps: new Map(), isFleeting: false };
		const value = accounts.run(account, work);
		const kept = { account, value };
		this.#kept.set(key, kept);
		const oldest = this.#kept.keys().next().value;
		if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
		value.catch(() => {
			if (this.#kept.get(key) === kept) this.#kept.delete(key);
		});
		return value;
	}

	#holds({ account }: Kept): boolean {
		// What read nothing by the remembered reader says nothing of when it is old.
		if (account.isFleeting || account.stamps.size === 0) return false;
		for (const [table, stamp] of account.stamps) if (this.#stampOf([table]) !== stamp) return false;
		return true;
	}
}
