import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import type { Reader } from './warehouse';

/** A batch that was promised to its supplier: enough to load it again from its landed bytes. */
export interface AckedBatch {
	readonly batch: number;
	readonly feed: string;
	readonly sheet: string | null;
	readonly file: string;
	readonly sha256: string;
	readonly landed: string;
	readonly source: string;
	readonly supplier: string | null;
	readonly received_at: string;
	readonly accepted: number;
}

const line = z.object({
	batch: z.number(),
	feed: z.string(),
	sheet: z.string().nullable(),
	file: z.string(),
	sha256: z.string(),
	landed: z.string(),
	source: z.string(),
	supplier: z.string().nullable(),
	received_at: z.string(),
	accepted: z.number(),
	before: z.string()
});

export const journalPath = (home: string) => join(home, 'journal', 'batches.ndjson');
const first = '0'.repeat(64);
const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Reads the journal; each line carries the hash of the one before. A last line that was being written when
 * the machine stopped was never acknowledged, and is cut off.
 * @throws RiskError JOURNAL_DAMAGED where a line in the middle was changed or lost
 */
export function readJournal(home: string): { batches: AckedBatch[]; head: string } {
	const path = journalPath(home);
	if (!existsSync(path)) return { batches: [], head: first };
	const text = readFileSync(path, 'utf8');
	const whole = text.slice(0, text.lastIndexOf('\n') + 1);
	if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
	let head = first;
	const batches: AckedBatch[] = [];
	for (const [index, raw] of whole.split('\n').slice(0, -1).entries()) {
		const parsed = line.safeParse(parsedJson(raw));
		if (!parsed.success || parsed.data.before !== head) {
			throw new RiskError(
				'JOURNAL_DAMAGED',
				`入库确认簿 ${path} 第 ${index + 1} 行与前文不连续，可能被改动过；请从备份恢复该文件，或运行 xinshao verify 查看详情。`,
				{ path, line: index + 1 }
			);
		}
		batches.push(parsed.data);
		head = digest(raw);
	}
	return { batches, head };
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
	append(batch: AckedBatch): Promise<void> {
		const turn = this.#turn.then(() => this.#write(batch));
		this.#turn = turn.catch(() => undefined);
		return turn;
	}

	async #write(batch: AckedBatch): Promise<void> {
		const path = journalPath(this.#home);
		mkdirSync(dirname(path), { recursive: true });
		const raw = JSON.stringify({ ...batch, before: this.#head });
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

/** Batches that were acknowledged and are not in the database; none in a sound home. */
export async function missingBatches(reader: Reader, home: string): Promise<AckedBatch[]> {
	const { batches } = readJournal(home);
	if (batches.length === 0) return [];
	const known = await reader.read(
		'select sha256, feed, sheet from batch',
		{},
		z.object({ sha256: z.string(), feed: z.string(), sheet: z.string().nullable() })
	);
	const name = (part: { sha256: string; feed: string; sheet: string | null }) =>
		JSON.stringify([part.sha256, part.feed, part.sheet]);
	const present = new Set(known.map(name));
	return batches.filter((batch) => !present.has(name(batch)));
}
