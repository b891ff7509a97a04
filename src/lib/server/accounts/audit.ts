import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { open, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import {
	anchorDigits,
	auditFolder,
	chainStart,
	checkChain,
	entryShape,
	lineHash,
	monthFiles,
	sealOf,
	type AuditAnchor,
	type AuditEntry,
	type ChainCheck,
	type ChainHash
} from './audit-chain';
import { SyslogCopy, type SyslogReach, type SyslogState } from './audit-syslog';
import type { SyslogAddress } from './syslog-link';

export type AuditAct = Omit<AuditEntry, 'at' | 'before' | 'seal'>;

/** What is looked for; everything that is given must fit. */
export interface AuditSearch {
	readonly text?: string;
	readonly result?: AuditEntry['result'] | undefined;
	/** Days, the last one included. */
	readonly from?: string | undefined;
	readonly to?: string | undefined;
	/** Entries before this number only. */
	readonly before?: number | undefined;
}

/** An entry and its number, counted from 1 over the whole log. */
export interface NumberedEntry extends AuditEntry {
	readonly no: number;
}

/** A check of the whole log, and when it was made. */
export interface DatedCheck extends ChainCheck {
	/** Shanghai time. */
	readonly at: string;
}

const headFile = (home: string) => join(auditFolder(home), 'head.json');
const headShape = z.object({ line: z.string(), seal: z.string() });
/** How long a page shows the same check of the whole log. */
const freshMilliseconds = 60_000;

function linesOf(home: string, file: string): string[] {
	const text = readFileSync(join(auditFolder(home), file), 'utf8');
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
	readonly #syslog: SyslogCopy | undefined;
	readonly #hash: ChainHash;
	#head: string;
	#turn: Promise<void> = Promise.resolve();
	#last: { since: number; check: Promise<DatedCheck> } | undefined;

	constructor(home: string, key: Buffer, clock: Clock, syslog?: SyslogAddress, hash: ChainHash = 'sha256') {
		this.#hash = hash;
		this.#home = home;
		this.#key = key;
		this.#clock = clock;
		this.#syslog = syslog && new SyslogCopy(syslog);
		const last = monthFiles(home).at(-1);
		const line = last === undefined ? undefined : linesOf(home, last).at(-1);
		this.#head = line === undefined ? chainStart : lineHash(this.#hash, line);
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
		const line = JSON.stringify({ ...entry, seal: sealOf(this.#hash, this.#key, entry) });
		mkdirSync(auditFolder(this.#home), { recursive: true, mode: 0o700 });
		const handle = await open(join(auditFolder(this.#home), `${at.slice(0, 7)}.ndjson`), 'a', 0o600);
		try {
			await handle.write(`${line}\n`);
			await handle.sync();
		} finally {
			await handle.close();
		}
		this.#head = lineHash(this.#hash, line);
		await this.#keepHead();
		this.#syslog?.send(line, entry);
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
		if (lines.size === 0) return !existsSync(headFile(this.#home));
		try {
			const { line, seal: given } = headShape.parse(JSON.parse(readFileSync(headFile(this.#home), 'utf8')));
			return given === this.#sealOfHead(line) && lines.has(line);
		} catch {
			return false;
		}
	}

	/** How the copy on another machine goes; undefined where none is asked for. */
	get syslog(): SyslogState | undefined {
		return this.#syslog?.state;
	}

	/** Whether the machine of the copy can be reached; undefined where none is asked for. */
	reachCopy(): Promise<SyslogReach | undefined> {
		return this.#syslog?.reach() ?? Promise.resolve(undefined);
	}

	/** Entries, newest first, that contain a text. */
	search(text: string, limit: number): AuditEntry[] {
		return this.find({ text }, limit).map(({ no: _, ...entry }) => entry);
	}

	/** Entries with their numbers, newest first, that fit. */
	find({ text = '', result, from, to, before }: AuditSearch, limit: number): NumberedEntry[] {
		const found: NumberedEntry[] = [];
		const months = monthFiles(this.#home).map((file) => ({ file, lines: linesOf(this.#home, file) }));
		let no = months.reduce((sum, { lines }) => sum + lines.length, 0);
		for (const { file, lines } of months.reverse()) {
			const month = file.slice(0, 7);
			if ((from && month < from.slice(0, 7)) || (to && month > to.slice(0, 7))) {
				no -= lines.length;
				continue;
			}
			for (const line of lines.reverse()) {
				const own = no;
				no -= 1;
				if ((before !== undefined && own >= before) || (text !== '' && !line.includes(text))) continue;
				const entry = entryShape.safeParse(parsedJson(line));
				if (!entry.success) continue;
				const day = entry.data.at.slice(0, 10);
				if ((result && entry.data.result !== result) || (from && day < from) || (to && day > to)) continue;
				found.push({ ...entry.data, no: own });
				if (found.length === limit) return found;
			}
		}
		return found;
	}

	/** Goes through the whole log; `anchors` are lines that were printed elsewhere. */
	async check(anchors: readonly AuditAnchor[] = []): Promise<DatedCheck> {
		// What is being written is waited for: its line and the note of it come one after the other.
		await this.#turn;
		const at = shanghaiTime(this.#clock());
		const chain = { home: this.#home, key: this.#key, hash: this.#hash };
		return { ...(await checkChain(chain, (lines) => this.#isHeadAmong(lines), anchors)), at };
	}

	/** The check of the last minute. */
	recentCheck(): Promise<DatedCheck> {
		const now = performance.now();
		if (this.#last && now - this.#last.since < freshMilliseconds) return this.#last.check;
		const check = this.check();
		this.#last = { since: now, check };
		return check;
	}

	/** Number and hash of the last line, to be printed where nobody can change it. */
	async anchor(): Promise<AuditAnchor> {
		const { lines, head } = await this.check();
		return { no: lines, hash: head.slice(0, anchorDigits) };
	}

	/** The lines as they stand, oldest first, a month after the other. */
	*lines(): Generator<string> {
		for (const file of monthFiles(this.#home)) for (const line of linesOf(this.#home, file)) yield line;
	}

	close(): void {
		this.#syslog?.close();
	}
}

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
