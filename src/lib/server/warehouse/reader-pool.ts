import { setTimeout as wait } from 'node:timers/promises';
import type { DuckDBConnection } from '@duckdb/node-api';

const readerCount = 8;
/** How often a question is told to stop. */
const interruptMilliseconds = 20;

/** Connections beside the writer: a few that readers take in turn, and one each for works of their own. */
export class ReaderPool {
	readonly #connect: () => Promise<DuckDBConnection>;
	readonly #idle: DuckDBConnection[] = [];
	readonly #open = new Set<DuckDBConnection>();
	/** Of the open ones, those that work at the moment. */
	readonly #busy = new Set<DuckDBConnection>();
	readonly #waiting: PromiseWithResolvers<DuckDBConnection>[] = [];
	#readers = 0;
	#stopped = false;

	constructor(connect: () => Promise<DuckDBConnection>) {
		this.#connect = connect;
	}

	/** Runs `work` on the next free reader. It begins a transaction there, which is taken back afterwards. */
	async read<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
		const connection = await this.#take();
		this.#busy.add(connection);
		try {
			return await work(connection);
		} finally {
			const isSound = await connection.run('rollback').then(
				() => true,
				() => false
			);
			this.#busy.delete(connection);
			if (isSound || this.#stopped) this.#give(connection);
			else this.#drop(connection);
		}
	}

	/** Runs `work` on a connection that nobody had before it or has after it. */
	async apart<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
		const connection = await this.#connect();
		this.#open.add(connection);
		this.#busy.add(connection);
		try {
			return await work(connection);
		} finally {
			this.#open.delete(connection);
			this.#busy.delete(connection);
			connection.closeSync();
		}
	}

	/** Breaks off whatever works, and settles when nobody does any more. */
	async stop(): Promise<void> {
		this.#stopped = true;
		// A connection that is closed while it works keeps the whole process until it is done. One word may come too early,
		// before the question has begun: it is said until nobody works any more.
		while (this.#busy.size > 0) {
			for (const connection of this.#busy) connection.interrupt();
			await wait(interruptMilliseconds);
		}
	}

	/** Lets go of every connection; after `stop`. */
	close(): void {
		for (const connection of this.#open) connection.closeSync();
	}

	async #take(): Promise<DuckDBConnection> {
		const idle = this.#idle.pop();
		if (idle) return idle;
		if (this.#readers < readerCount) {
			this.#readers += 1;
			try {
				const connection = await this.#connect();
				this.#open.add(connection);
				return connection;
			} catch (cause) {
				this.#readers -= 1;
				this.#openForNext();
				throw cause;
			}
		}
		const waiting = Promise.withResolvers<DuckDBConnection>();
		this.#waiting.push(waiting);
		return waiting.promise;
	}

	#give(connection: DuckDBConnection): void {
		const next = this.#waiting.shift();
		if (next) next.resolve(connection);
		else this.#idle.push(connection);
	}

	/** Parts with a reader that its last question left in a transaction: every later one would fail on it. */
	#drop(connection: DuckDBConnection): void {
		this.#open.delete(connection);
		this.#readers -= 1;
		connection.closeSync();
		this.#openForNext();
	}

	/** There is room for a reader: who waits longest gets it, or hears why not. */
	#openForNext(): void {
		const next = this.#stopped ? undefined : this.#waiting.shift();
		if (next) this.#take().then(next.resolve, next.reject);
	}
}
