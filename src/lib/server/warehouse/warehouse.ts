import { existsSync, rmSync, statSync } from 'node:fs';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { AckJournal, type JournalEntry } from './ack-journal';
import { copyAside, diskFull, isNoSpace } from './copy-aside';
import { databasePath, forgetPath, openDatabase, type OpenOptions } from './open';
import { ReaderPool } from './reader-pool';
import { copyBeforeCheckpoint } from './rescue';
import { statement } from './statement';
import { transactionOn } from './transaction-on';
import { WrittenTables } from './written-tables';

/** Values of `$name` parameters. Days and moments are texts that the SQL casts. */
export type Params = Readonly<Record<string, string | number | bigint | boolean | null>>;

/** What a writer may do inside a transaction. */
export interface Transaction {
	/** Runs one statement; answers the number of rows changed. */
	run(sql: string, params?: Params): Promise<number>;
	/** Reads rows inside the transaction, unchecked: big numbers come as text. */
	all(sql: string, params?: Params): Promise<Record<string, unknown>[]>;
	/** Inserts binary values, which the JSON road cannot carry. */
	insertBlobs(table: string, rows: readonly { id: number; bytes: Uint8Array }[]): Promise<void>;
}

/** What a question needs: pages are given one that sees only what their reader may see. */
export interface Reader {
	/** Runs one read-only statement; each row is checked by `row`. */
	read<T>(sql: string, params: Params, row: z.ZodType<T>): Promise<T[]>;
}

/** The one door to the database: a queue for writers, a pool for readers. */
export interface Warehouse extends Reader {
	/** Grows with every write: what was prepared under an earlier number may be out of date. */
	readonly version: number;
	/** A number that grows with every write to one of these tables. */
	stampOf(tables: readonly string[]): number;
	/** Runs `work` alone, in one transaction: it happens whole or not at all. */
	write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
	/**
	 * As `write`, after `stage` has filled temporary tables, each statement of it a transaction of its own: the engine
	 * reads rows of an open transaction with one thread, rows of a closed one with all. Nobody else writes in between;
	 * `stage` must write nothing but temporary tables, because a failure leaves what it did before.
	 */
	writeStaged<T>(
		stage: (tx: Transaction) => Promise<void>,
		work: (tx: Transaction) => Promise<T>
	): Promise<T>;
	/**
	 * Runs `work` on a connection of its own, beside writers and readers. Temporary tables that it makes stand before
	 * the real ones of the same name and are gone afterwards; it must write nothing else.
	 */
	aside<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
	/** As `read`, broken off by an error after so many milliseconds. */
	readWithin(milliseconds: number): Reader['read'];
	/**
	 * Folds the write-ahead log into the file. The engine rewrites a block of the file in place, which a kill can
	 * tear: a copy stands aside until it is done, and the next start takes that copy where the file does not open.
	 * @throws RiskError DISK_FULL where the copy does not fit; the log is kept then
	 */
	checkpoint(): Promise<void>;
	/** Copies the whole database to `path`, as it is between two writers. */
	copyTo(path: string): Promise<void>;
	/** Writes a loaded batch or an act on one into the journal beside the database; settles when it is on the disk. */
	acknowledge(entry: JournalEntry): Promise<void>;
	/** Interrupts readers, waits for the writer, lets go of the file. */
	close(): Promise<void>;
}

/** A log longer than this is folded in at once: replaying it would make the next start slow. */
const longLogBytes = 256 * 2 ** 20;

const isOutOfMemory = (error: unknown) => /out of memory error/i.test(String(error));

/** Opens the warehouse of a home; `home: undefined` gives one in memory. */
export async function openWarehouse(options: OpenOptions): Promise<Warehouse> {
	const instance = await openDatabase(options);
	return new DuckWarehouse(instance, options.home);
}

class DuckWarehouse implements Warehouse {
	readonly #instance: DuckDBInstance;
	readonly #home: string | undefined;
	#writer: Promise<DuckDBConnection> | undefined;
	#queue: Promise<unknown> = Promise.resolve();
	readonly #readers = new ReaderPool(() => this.#connect());
	#closed = false;
	#version = 0;
	readonly #written = new WrittenTables();
	readonly #journal: AckJournal | undefined;

	constructor(instance: DuckDBInstance, home: string | undefined) {
		this.#instance = instance;
		this.#home = home;
		this.#journal = home === undefined ? undefined : new AckJournal(home);
	}

	get version(): number {
		return this.#version;
	}

	stampOf(tables: readonly string[]): number {
		return this.#written.stampOf(tables);
	}

	async #connect(): Promise<DuckDBConnection> {
		const connection = await this.#instance.connect();
		await connection.run('use app');
		return connection;
	}

	read<T>(sql: string, params: Params, row: z.ZodType<T>): Promise<T[]> {
		return this.#read(sql, params, row, undefined);
	}

	readWithin(milliseconds: number): Reader['read'] {
		return (sql, params, row) => this.#read(sql, params, row, milliseconds);
	}

	async #read<T>(
		sql: string,
		params: Params,
		row: z.ZodType<T>,
		milliseconds: number | undefined
	): Promise<T[]> {
		this.#refuseWhenClosed();
		return this.#readers.read(async (connection) => {
			this.#refuseWhenClosed();
			await connection.run('begin transaction read only');
			const timer =
				milliseconds === undefined ? undefined : setTimeout(() => connection.interrupt(), milliseconds);
			try {
				const reader = await statement(connection, sql, params);
				return reader.getRowObjectsJson().map((raw) => row.parse(raw));
			} finally {
				clearTimeout(timer);
			}
		});
	}

	/** Runs `work` after everything that was asked before it; a failure is the caller's alone. */
	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.#queue.then(work);
		this.#queue = turn.catch(() => undefined);
		return turn;
	}

	write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
		this.#refuseWhenClosed();
		return this.#inTurn(() => this.#transact(work));
	}

	writeStaged<T>(
		stage: (tx: Transaction) => Promise<void>,
		work: (tx: Transaction) => Promise<T>
	): Promise<T> {
		this.#refuseWhenClosed();
		return this.#inTurn(async () => {
			const connection = await (this.#writer ??= this.#connect());
			await stage(transactionOn(connection).tx).catch((error: unknown) => {
				throw this.#named(error);
			});
			return this.#transact(work);
		});
	}

	async aside<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
		this.#refuseWhenClosed();
		return this.#readers.apart((connection) =>
			work(transactionOn(connection).tx).catch((error: unknown) => {
				throw this.#named(error);
			})
		);
	}

	async #transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
		const connection = await (this.#writer ??= this.#connect());
		await connection.run('begin transaction');
		const { tx, written, broken } = transactionOn(connection);
		try {
			const result = await work(tx);
			// A commit after a failed statement answers "ok" and writes nothing: refuse it.
			if (broken() !== undefined) throw broken();
			await connection.run('commit');
			this.#version += 1;
			this.#written.add(written);
			this.#shortenLog();
			return result;
		} catch (error) {
			await connection.run('rollback').catch(() => undefined);
			throw this.#named(error);
		}
	}

	/** What a person is told where the disk or the memory is full; any other failure stays as it is. */
	#named(error: unknown): unknown {
		if (this.#home !== undefined && isNoSpace(error)) return diskFull(this.#home, error);
		if (!isOutOfMemory(error)) return error;
		return new RiskError(
			'MEMORY_FULL',
			'内存不足，本次没有写入，已有数据不受影响；请把文件拆小后重试，或用 XINSHAO_MEMORY（如 4GB）放宽数据库内存。',
			{},
			{ cause: error }
		);
	}

	#shortenLog(): void {
		if (this.#home === undefined || this.#closed) return;
		const log = `${databasePath(this.#home)}.wal`;
		// Where there is no room for it, the log stays: the nightly checkpoint says so.
		if (existsSync(log) && statSync(log).size > longLogBytes) this.checkpoint().catch(() => undefined);
	}

	checkpoint(): Promise<void> {
		return this.#inTurn(() => this.#checkpoint());
	}

	async #checkpoint(): Promise<void> {
		const connection = await (this.#writer ??= this.#connect());
		if (this.#home === undefined) {
			await connection.run('checkpoint app');
			return;
		}
		const path = databasePath(this.#home);
		const before = copyBeforeCheckpoint(path);
		await copyAside(path, before, statSync(path).size);
		await connection.run('checkpoint app');
		rmSync(before, { force: true });
	}

	copyTo(path: string): Promise<void> {
		const home = this.#home;
		if (home === undefined) throw new RiskError('NO_FILE', '内存中的数据库不能备份。');
		this.#refuseWhenClosed();
		return this.#inTurn(async () => {
			await this.#checkpoint();
			await copyAside(databasePath(home), path, statSync(databasePath(home)).size);
		});
	}

	async acknowledge(entry: JournalEntry): Promise<void> {
		await this.#journal?.append(entry);
	}

	async close(): Promise<void> {
		if (this.#closed) return;
		this.#closed = true;
		await this.#readers.stop();
		await this.#queue;
		const writer = await this.#writer;
		writer?.closeSync();
		this.#readers.close();
		this.#instance.closeSync();
		forgetPath(this.#home);
	}

	#refuseWhenClosed(): void {
		if (this.#closed) throw new RiskError('WAREHOUSE_CLOSED', '系统正在停止，请稍后重试。');
	}
}
