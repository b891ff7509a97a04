import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import type { FeedDefinition } from '$lib/domain/feed';
import { feeds } from '$lib/domain/feeds';
import { withBadRows } from './bad-rows';
import { csvLines, headerOf, type DateForm, type Manner } from './file-text';
import { fileParts, type FilePart } from './file-parts';
import type { Row } from './model';
import type { DemoWorld } from './world';

/** Feeds that departments offer over HTTP; the others come as files. */
export const HTTP_FEEDS: readonly string[] = [
	'tax',
	'social_insurance',
	'utilities',
	'credit_events',
	'clues',
	'cases',
	'petition_events'
];

export interface WriteOptions {
	/** `files`: without the feeds that come over HTTP; `all`: every feed. */
	readonly feeds: 'files' | 'all';
	/** Whether a few spoiled rows are mixed in; they are by default. */
	readonly badRows?: boolean;
}

export interface WrittenFile {
	readonly feed: string;
	readonly name: string;
	readonly path: string;
	/** When the office had it: 'YYYY-MM-DD HH:mm:ss', Asia/Shanghai. */
	readonly receivedAt: string;
	readonly rows: number;
}

interface Form {
	readonly kind: 'csv' | 'gb18030' | 'ndjson' | 'xlsx';
	readonly headers?: Manner['headers'];
	readonly dates?: DateForm;
	readonly guarded?: readonly string[];
}

/** How each supplier writes: banks in GB18030 with guarded numbers, the real-name platform in NDJSON, and so on. */
const FORMS: Readonly<Record<string, Form>> = {
	projects: { kind: 'xlsx', headers: 'chinese', dates: 'slash' },
	special_accounts: { kind: 'gb18030', headers: 'chinese', dates: 'slash', guarded: ['account_no'] },
	account_transactions: { kind: 'gb18030', headers: 'half-width', guarded: ['account_no', 'payee_id_no'] },
	payroll: { kind: 'csv', headers: 'chinese', dates: 'iso' },
	attendance: { kind: 'csv', headers: 'english', dates: 'compact' },
	roster: { kind: 'ndjson' },
	inspections: { kind: 'ndjson' },
	disbursements: { kind: 'csv', headers: 'chinese', dates: 'slash' },
	progress: { kind: 'csv', headers: 'half-width', dates: 'han' },
	deposits: { kind: 'csv', headers: 'chinese', dates: 'han' },
	responsible_persons: { kind: 'csv', headers: 'chinese' }
};
const ROWS_A_CHUNK = 4_000;

async function writePart(
	path: string,
	definition: FeedDefinition,
	form: Form,
	part: FilePart,
	rows: readonly Row[]
) {
	const manner: Manner = {
		headers: form.headers ?? 'english',
		dates: part.dates ?? form.dates ?? 'iso',
		guarded: part.guarded ?? form.guarded ?? []
	};
	if (form.kind === 'xlsx') {
		const names = definition.columns.map((column) => column.name);
		const head = definition.columns.map((column) => headerOf(column, manner));
		const body = rows.map((row) =>
			names.map((name) => (typeof row[name] === 'boolean' ? (row[name] ? '是' : '否') : row[name]!))
		);
		writeFileSync(path, await writeXlsx({ sheets: [{ name: definition.zh, rows: [head, ...body] }] }));
		return;
	}
	const file = openSync(path, 'w');
	try {
		const lines =
			form.kind === 'ndjson'
				? (chunk: readonly Row[]) => chunk.map((row) => JSON.stringify(row)).join('\n') + '\n'
				: csvLines(definition, manner);
		const put = (text: string) =>
			writeSync(file, form.kind === 'gb18030' ? iconv.encode(text, 'gb18030') : Buffer.from(text));
		if (form.kind !== 'ndjson') {
			// Excel knows UTF-8 by its mark; the bank's own system writes GB18030 without one.
			if (form.kind === 'csv' && manner.headers !== 'english') put('\ufeff');
			put(`${definition.columns.map((column) => headerOf(column, manner)).join(',')}\r\n`);
		}
		for (let at = 0; at < rows.length; at += ROWS_A_CHUNK) put(lines(rows.slice(at, at + ROWS_A_CHUNK)));
	} finally {
		closeSync(file);
	}
}

const ENDINGS: Readonly<Record<Form['kind'], string>> = {
	csv: 'csv',
	gb18030: 'csv',
	ndjson: 'ndjson',
	xlsx: 'xlsx'
};

/**
 * Writes a world as the files that its departments would send, into a directory that it makes where it is missing.
 * Answers the files in the order in which they were received.
 */
export async function writeFeedFiles(
	world: DemoWorld,
	directory: string,
	options: WriteOptions = { feeds: 'files' }
): Promise<WrittenFile[]> {
	mkdirSync(directory, { recursive: true });
	const written: WrittenFile[] = [];
	for (const [feed, rows] of world.rows) {
		if (options.feeds === 'files' && HTTP_FEEDS.includes(feed)) continue;
		const definition = feeds.get(feed);
		if (definition === undefined) continue;
		const form = FORMS[feed] ?? { kind: 'csv', headers: 'english' };
		const parts = fileParts(world, feed, definition.zh, rows);
		for (const part of parts) {
			const isNewest = part === parts.filter((one) => !one.isCorrection).at(-1);
			const mixed = options.badRows !== false && isNewest ? withBadRows(feed, part.rows) : part.rows;
			const name = `${part.stem}.${ENDINGS[form.kind]}`;
			const path = join(directory, name);
			await writePart(path, definition, form, part, mixed);
			written.push({ feed, name, path, receivedAt: part.receivedAt, rows: mixed.length });
		}
	}
	return written.sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : a.receivedAt > b.receivedAt ? 1 : 0));
}
