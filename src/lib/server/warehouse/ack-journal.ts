import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import type { Reader } from './warehouse';

const batchName = {
	batch: z.number(),
	sha256: z.string(),
	feed: z.string(),
	sheet: z.string().nullable()
};
const who = { id: z.string(), actor_id: z.string(), actor_name: z.string(), reason: z.string().nullable() };

const batchLine = z.object({
	...batchName,
	file: z.string(),
	landed: z.string(),
	source: z.string(),
	supplier: z.string().nullable(),
	received_at: z.string(),
	accepted: z.number(),
	/** Whose rows the rows of this batch correct, one after the other. */
	corrects: z.object({ ...who, of: z.object(batchName), rows: z.array(z.number()) }).optional()
});
const actLine = z.object({
	...who,
	act: z.enum(['withdraw', 'refuse', 'discard', 'reopen']),
	of: z.object(batchName),
	/** Row numbers in the file; none where the act is on the whole batch. */
	rows: z.array(z.number()),
	/** What was answered to each row. */
	said: z.array(z.string()).optional(),
	at: z.string()
});
const eraseLine = z.object({
	...who,
	act: z.literal('erase'),
	erasure: z.number(),
	/** Projects whose rows lost their persons. */
	projects: z.array(z.string()),
	/** Hashes of landed files that were destroyed: their batches cannot be loaded again. */
	files: z.array(z.string()),
	at: z.string()
});
const thinLine = z.object({
	...who,
	act: z.literal('thin'),
	/** The newest erasure that was looked for. */
	erasure: z.number(),
	sha256: z.string(),
	landed: z.string(),
	/** Hash of the bytes that stand there since. */
	as: z.string(),
	/** Hash of the bytes that stood there before. */
	was: z.string(),
	rows: z.number(),
	at: z.string()
});
const line = z.union([
	batchLine.extend({ before: z.string() }),
	actLine.extend({ before: z.string() }),
	eraseLine.extend({ before: z.string() }),
	thinLine.extend({ before: z.string() })
]);

/** A batch as the journal names it: its number, and what tells whether the number still means the same. */
export type BatchName = z.infer<typeof actLine>['of'];
/** A batch that was promised to its supplier: enough to load it again from its landed bytes. */
export type AckedBatch = z.infer<typeof batchLine>;
/** What a person did with a batch or with rows that were set aside: enough to do it again. */
export type AckedAct = z.infer<typeof actLine>;
/** Personal data that two persons erased: no rebuild brings them back. */
export type AckedErasure = z.infer<typeof eraseLine>;
/** A landed file that was rewritten without the persons of erased projects. */
export type AckedThinning = z.infer<typeof thinLine>;
export type JournalEntry = AckedBatch | AckedAct | AckedErasure | AckedThinning;

export const journalPath = (home: string) => join(home, 'journal', 'batches.ndjson');
const first = '0'.repeat(64);
const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Reads the journal; each line carries the hash of the one before. A last line that was being written when
 * the machine stopped was never acknowledged, and is cut off.
 * @throws RiskError JOURNAL_DAMAGED where a line in the middle was changed or lost
 */
export function readJournal(home: string): { entries: JournalEntry[]; head: string } {
	const path = journalPath(home);
	if (!existsSync(path)) return { entries: [], head: first };
	const text = readFileSync(path, 'utf8');
	const whole = text.slice(0, text.lastIndexOf('\n') + 1);
	if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
	let head = first;
	const entries: JournalEntry[] = [];
	for (const [index, raw] of whole.split('\n').slice(0, -1).entries()) {
		const parsed = line.safeParse(parsedJson(raw));
		if (!parsed.success || parsed.data.before !== head) {
			throw new RiskError(
				'JOURNAL_DAMAGED',
				`入库确认簿 ${path} 第 ${index + 1} 行与前文不连续，可能被改动过；请从备份恢复该文件，或运行 xinshao verify 查看详情。`,
				{ path, line: index + 1 }
			);
		}
		entries.push(parsed.data);
		head = digest(raw);
	}
	return { entries, head };
}

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The append-only list of what was acknowledged, outside the database: it proves at start that nothing is missing. */
export class AckJournal {
	readonly #home: string;
	#head: string;
	#turn: Promise<void> = Promise.resolve();

	constructor(home: string) {
		this.#home = home;
		this.#head = readJournal(home).head;
	}

	/** Settles when the line is on the disk. */
	append(entry: JournalEntry): Promise<void> {
		const turn = this.#turn.then(() => this.#write(entry));
		this.#turn = turn.catch(() => undefined);
		return turn;
	}

	async #write(entry: JournalEntry): Promise<void> {
		const path = journalPath(this.#home);
		mkdirSync(dirname(path), { recursive: true });
		const raw = JSON.stringify({ ...entry, before: this.#head });
		const handle = await open(path, 'a', 0o640);
		try {
			await handle.write(`${raw}\n`);
			await handle.sync();
		} finally {
			await handle.close();
		}
		this.#head = digest(raw);
	}
}

const nameOf = (part: { sha256: string; feed: string; sheet: string | null }) =>
	JSON.stringify([part.sha256, part.feed, part.sheet]);

/** What was acknowledged and is not in the database, in the order in which it happened; nothing in a sound home. */
export async function missingEntries(reader: Reader, home: string): Promise<JournalEntry[]> {
	const { entries } = readJournal(home);
	if (entries.length === 0) return [];
	const known = await reader.read(
		`select sha256, feed, sheet, count(*) as n from batch where source_id <> 'matching' group by sha256, feed, sheet`,
		{},
		z.object({ sha256: z.string(), feed: z.string(), sheet: z.string().nullable(), n: z.coerce.number() })
	);
	const acts = await reader.read(
		'select act_id from batch_withdrawal union select act_id from quarantine_act union select act_id from erasure_act union select act_id from thinned_file',
		{},
		z.object({ act_id: z.string() })
	);
	// Batches that a decision on names made are of the same file, and the journal does not name them.
	// A file that was withdrawn may be loaded again: as many batches as lines, and what is lost is lost at the end.
	const present = new Map(known.map((part) => [nameOf(part), part.n]));
	const done = new Set(acts.map(({ act_id }) => act_id));
	const lines = new Set<string>();
	const erased = new Set(
		entries.flatMap((entry) => ('act' in entry && entry.act === 'erase' ? entry.files : []))
	);
	return entries.filter((entry) => {
		if ('act' in entry) {
			if (entry.act === 'thin') return !done.has(entry.id) && !erased.has(entry.sha256);
			const isOfErased = entry.act !== 'erase' && erased.has(entry.of.sha256);
			return !done.has(entry.id) && !isOfErased;
		}
		// What was destroyed on purpose is not missing.
		if (erased.has(entry.sha256)) return false;
		// Loading again used to write the same line once more.
		const line = `${entry.batch} ${nameOf(entry)}`;
		if (lines.has(line)) return false;
		lines.add(line);
		const left = present.get(nameOf(entry)) ?? 0;
		present.set(nameOf(entry), left - 1);
		return left <= 0;
	});
}

/** Batches that were acknowledged and are not in the database; none in a sound home. */
export async function missingBatches(reader: Reader, home: string): Promise<AckedBatch[]> {
	const entries = await missingEntries(reader, home);
	return entries.filter((entry): entry is AckedBatch => !('act' in entry));
}
