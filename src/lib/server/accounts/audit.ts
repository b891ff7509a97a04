import { createHash, createHmac } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { open, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { shanghaiTime, type Clock } from '$lib/domain/clock';

const entryShape = z.object({
	at: z.string(),
	actor_id: z.string(),
	actor: z.string(),
	address: z.string().nullable(),
	act: z.string(),
	subject: z.string().nullable(),
	result: z.enum(['done', 'refused', 'failed']),
	detail: z.string().nullable(),
	before: z.string(),
	seal: z.string()
});

/** One line of the audit log: who did what to which thing, from where, with which result. */
export type AuditEntry = z.infer<typeof entryShape>;
export type AuditAct = Omit<AuditEntry, 'at' | 'before' | 'seal'>;

const folderOf = (home: string) => join(home, 'audit');
const first = '0'.repeat(64);

/** Files of the log, a month each, oldest first. */
function filesOf(home: string): string[] {
	if (!existsSync(folderOf(home))) return [];
	return readdirSync(folderOf(home))
		.filter((name) => /^\d{4}-\d{2}\.ndjson$/.test(name))
		.sort();
}

/** What lines are chained and sealed by; both give 64 hexadecimal digits. */
export type ChainHash = 'sha256' | 'sm3';

const digest = (hash: ChainHash, text: string) => createHash(hash).update(text).digest('hex');

/** The seal of an entry: without the installation's key nobody can make one that fits. */
function seal(hash: ChainHash, key: Buffer, entry: Omit<AuditEntry, 'seal'>): string {
	return createHmac(hash, key).update(JSON.stringify(entry)).digest('hex');
}

const headFile = (home: string) => join(folderOf(home), 'head.json');
const headShape = z.object({ line: z.string(), seal: z.string() });

function linesOf(home: string, file: string): string[] {
	const text = readFileSync(join(folderOf(home), file), 'utf8');
	return text.split('\n').filter((line) => line !== '');
}

/**
 * The audit log: append-only files outside the database, each line chained to the one before by its hash and
 * sealed with a key. The product has no way to change or remove a line.
 */
export class AuditLog {
	readonly #home: string;
	readonly #key: Buffer;
	readonly #clock: Clock;
	readonly #syslog: { host: string; port: number } | undefined;
	readonly #hash: ChainHash;
	#head: string;
	#turn: Promise<void> = Promise.resolve();

	constructor(
		home: string,
		key: Buffer,
		clock: Clock,
		syslog?: { host: string; port: number },
		hash: ChainHash = 'sha256'
	) {
		this.#hash = hash;
		this.#home = home;
		this.#key = key;
		this.#clock = clock;
		this.#syslog = syslog;
		const last = filesOf(home).at(-1);
		const line = last === undefined ? undefined : linesOf(home, last).at(-1);
		this.#head = line === undefined ? first : digest(this.#hash, line);
	}

	/** Settles when the line is on the disk. */
	record(act: AuditAct): Promise<void> {
		const turn = this.#turn.then(() => this.#write(act));
		this.#turn = turn.catch(() => undefined);
		return turn;
	}

	async #write(act: AuditAct): Promise<void> {
		const at = shanghaiTime(this.#clock());
		// Parsed, so that the fields stand in the order in which they are sealed.
		const { seal: _, ...entry } = entryShape.parse({ at, ...act, before: this.#head, seal: '' });
		const line = JSON.stringify({ ...entry, seal: seal(this.#hash, this.#key, entry) });
		mkdirSync(folderOf(this.#home), { recursive: true, mode: 0o700 });
		const handle = await open(join(folderOf(this.#home), `${at.slice(0, 7)}.ndjson`), 'a', 0o600);
		try {
			await handle.write(`${line}\n`);
			await handle.sync();
		} finally {
			await handle.close();
		}
		this.#head = digest(this.#hash, line);
		await this.#keepHead();
		this.#forward(line);
	}

	/** Says which line was the last: a log of which the end was cut off is otherwise as sound as any. */
	async #keepHead(): Promise<void> {
		const path = headFile(this.#home);
		const sealed = { line: this.#head, seal: this.#sealOfHead(this.#head) };
		await writeFile(`${path}.tmp`, JSON.stringify(sealed), { mode: 0o600 });
		await rename(`${path}.tmp`, path);
	}

	#sealOfHead(line: string): string {
		return createHmac(this.#hash, this.#key).update(`head ${line}`).digest('hex');
	}

	/** Whether the line that was said to be the last is among those that are there; later ones may follow it. */
	#isHeadAmong(lines: ReadonlySet<string>): boolean {
		try {
			const { line, seal: given } = headShape.parse(JSON.parse(readFileSync(headFile(this.#home), 'utf8')));
			return given === this.#sealOfHead(line) && lines.has(line);
		} catch {
			return false;
		}
	}

	/** A copy to another machine; the log here does not wait for it. */
	#forward(line: string): void {
		if (this.#syslog === undefined) return;
		const socket = createSocket('udp4');
		const { host, port } = this.#syslog;
		// Facility 13 (log audit), severity 5 (notice).
		socket.send(`<109>1 - - xinshao - audit - ${line}`, port, host, () => socket.close());
		socket.on('error', () => socket.close());
	}

	/** Entries, newest first, that contain a text. */
	search(text: string, limit: number): AuditEntry[] {
		const found: AuditEntry[] = [];
		for (const file of filesOf(this.#home).reverse()) {
			for (const line of linesOf(this.#home, file).reverse()) {
				if (text !== '' && !line.includes(text)) continue;
				const entry = entryShape.safeParse(JSON.parse(line));
				if (entry.success) found.push(entry.data);
				if (found.length === limit) return found;
			}
		}
		return found;
	}

	/** Where the chain is broken, as `file:line`, or `head.json` where its end is gone; none in a log that nobody touched. */
	brokenAt(): string[] {
		const broken: string[] = [];
		let before = first;
		const seen = new Set<string>();
		for (const file of filesOf(this.#home)) {
			for (const [index, line] of linesOf(this.#home, file).entries()) {
				if (!this.#isSound(line, before)) broken.push(`${file}:${index + 1}`);
				before = digest(this.#hash, line);
				seen.add(before);
			}
		}
		if (seen.size > 0 && !this.#isHeadAmong(seen)) broken.push('head.json');
		if (seen.size === 0 && existsSync(headFile(this.#home))) broken.push('head.json');
		return broken;
	}

	#isSound(line: string, before: string): boolean {
		try {
			const { seal: given, ...entry } = entryShape.parse(JSON.parse(line));
			return entry.before === before && seal(this.#hash, this.#key, entry) === given;
		} catch {
			return false;
		}
	}
}
