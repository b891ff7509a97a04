import { createHash, createHmac } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';

export const entryShape = z.object({
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

/** What lines are chained and sealed by; both give 64 hexadecimal digits. */
export type ChainHash = 'sha256' | 'sm3';

/** What the first line of a chain names as the one before. */
export const chainStart = '0'.repeat(64);

export const lineHash = (hash: ChainHash, line: string) => createHash(hash).update(line).digest('hex');

/** The seal of an entry: without the installation's key nobody can make one that fits. */
export function sealOf(hash: ChainHash, key: Buffer, entry: Omit<AuditEntry, 'seal'>): string {
	return createHmac(hash, key).update(JSON.stringify(entry)).digest('hex');
}

export const auditFolder = (home: string) => join(home, 'audit');

/** Files of the log, a month each, oldest first. */
export function monthFiles(home: string): string[] {
	if (!existsSync(auditFolder(home))) return [];
	return readdirSync(auditFolder(home))
		.filter((name) => /^\d{4}-\d{2}\.ndjson$/.test(name))
		.sort();
}

/** The place of a line in the log and the hash of it: printed elsewhere, it tells whether the log was made anew since. */
export interface AuditAnchor {
	/** Counted from 1 over all files. */
	readonly no: number;
	/** The first digits of the hash, 16 or more. */
	readonly hash: string;
}

/** Digits of an anchor that are printed: enough that nobody finds another line with the same. */
export const anchorDigits = 16;

/** What the papers of a meeting say of the log: once it is printed and filed, the log cannot be made anew unnoticed. */
export const anchorSentence = ({ no, hash }: AuditAnchor): string =>
	`审计日志至第 ${no} 条，末条摘要 ${hash}（打印时；可在“审计日志”页或用 verify --audit ${no}:${hash} 核对）。`;

/** What a look through the whole log came to. */
export interface ChainCheck {
	readonly lines: number;
	/** Hash of the last line. */
	readonly head: string;
	/** `file:line` where the chain breaks; `head.json` where its end is gone; `#n` where a printed line is another one. */
	readonly broken: readonly string[];
	/** Shanghai time of the first entry; null in an empty log. */
	readonly oldest: string | null;
}

const linesAtOnce = 2000;

interface Chain {
	readonly home: string;
	readonly key: Buffer;
	readonly hash: ChainHash;
}

/** Whether a line stands where it was written and as it was written. */
export function isSound({ hash, key }: Omit<Chain, 'home'>, line: string, before: string): boolean {
	try {
		const { seal: given, ...entry } = entryShape.parse(JSON.parse(line));
		return entry.before === before && sealOf(hash, key, entry) === given;
	} catch {
		return false;
	}
}

/**
 * Goes through the whole log, giving way to other work every now and then.
 * @param isHeadAmong whether the line that was noted as the last is among those that are there
 */
export async function checkChain(
	chain: Chain,
	isHeadAmong: (lines: ReadonlySet<string>) => boolean,
	anchors: readonly AuditAnchor[] = []
): Promise<ChainCheck> {
	const broken: string[] = [];
	const seen = new Set<string>();
	const expected = new Map(anchors.map(({ no, hash }) => [no, hash]));
	let before = chainStart;
	let oldest: string | null = null;
	let lines = 0;
	for (const file of monthFiles(chain.home)) {
		const text = await readFile(join(auditFolder(chain.home), file), 'utf8');
		for (const [index, line] of text
			.split('\n')
			.filter((one) => one !== '')
			.entries()) {
			if (!isSound(chain, line, before)) broken.push(`${file}:${index + 1}`);
			oldest ??= /^\{"at":"([^"]{19})"/.exec(line)?.[1] ?? null;
			before = lineHash(chain.hash, line);
			seen.add(before);
			lines += 1;
			const anchor = expected.get(lines);
			if (anchor !== undefined && !before.startsWith(anchor)) broken.push(`#${lines}`);
			if (lines % linesAtOnce === 0) await setImmediate();
		}
	}
	for (const { no } of anchors) if (no > lines) broken.push(`#${no}`);
	if (!isHeadAmong(seen)) broken.push('head.json');
	return { lines, head: before, broken, oldest };
}
