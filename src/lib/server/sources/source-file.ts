import { createHash, randomUUID } from 'node:crypto';
import {
	closeSync,
	existsSync,
	fsyncSync,
	openSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	writeSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isMap, isSeq, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { requireAllowedHost, requireAllowedUrl } from './allowed-hosts';
import { filled, parseSources, sourcesPath, type Environment, type SourceSettings } from './source-list';
import { httpShape, sqlShape, type HttpEntry, type SqlEntry } from './source-shape';

export type SourceKind = 'http' | 'sql';

/** The file of sources as it stood when it was read. */
export interface SourceFile {
	readonly text: string;
	/** Tells whether somebody has changed the file since. */
	readonly hash: string;
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

export function readSourceFile(home: string): SourceFile {
	const path = sourcesPath(home);
	const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
	return { text, hash: hashOf(text) };
}

/** What is to be written, and of which file its author spoke. */
export interface SourceChange {
	readonly kind: SourceKind;
	/** Id of the source that is changed; null: a new one. */
	readonly id: string | null;
	/** The whole entry, as the file has it. */
	readonly entry: unknown;
	/** Of the file as its author saw it. */
	readonly hash: string;
}

/** What was written. */
export interface WrittenSource {
	readonly id: string;
	/** Names of the fields that are different now. */
	readonly changed: readonly string[];
	readonly hash: string;
}

const formInvalid = (issue: z.core.$ZodIssue | undefined) =>
	new RiskError(
		'SOURCE_FORM',
		`没有保存：${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}，请改正后再保存。`,
		{ field: issue?.path.join('.') }
	);

/** Checks an entry as the pull does: its fields, and that its machine may be asked. */
function checkedEntry(kind: SourceKind, entry: unknown, settings: SourceSettings, env: Environment) {
	const parsed = (kind === 'http' ? httpShape : sqlShape).safeParse(entry);
	if (!parsed.success) throw formInvalid(parsed.error.issues[0]);
	const checked = parsed.data;
	if ('base' in checked) requireKnownBase(checked, settings, env);
	else requireAllowedHost(checked.supplier, checked.host, checked.port, settings.allowedHosts);
	return checked;
}

function requireKnownBase(entry: HttpEntry, settings: SourceSettings, env: Environment): void {
	const before = settings.http.find(({ id }) => id === entry.id)?.base;
	// A variable in an address would be sent to the other side: only who can write the file may put one there.
	if (entry.base.includes('$') && entry.base !== before) {
		throw new RiskError(
			'SOURCE_FORM',
			'没有保存：接口地址里不能写变量，请写完整的网址；需要变量时请直接改 sources.yaml。'
		);
	}
	const base = filled(entry.base, env);
	if (base !== env['XINSHAO_DEMO_UPSTREAM']) requireAllowedUrl(entry.supplier, base, settings.allowedHosts);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Writes only what is different, so that comments, order and the way of writing of everything else stay. */
function merge(doc: Document, path: (string | number)[], before: unknown, after: unknown): void {
	if (JSON.stringify(before) === JSON.stringify(after)) return;
	if (isRecord(before) && isRecord(after)) {
		for (const key of Object.keys({ ...before, ...after })) {
			if (!(key in after)) doc.deleteIn([...path, key]);
			else merge(doc, [...path, key], before[key], after[key]);
		}
		return;
	}
	if (
		Array.isArray(before) &&
		Array.isArray(after) &&
		before.length === after.length &&
		after.some(isRecord)
	) {
		for (const [index, value] of after.entries()) merge(doc, [...path, index], before[index], value);
		return;
	}
	// A plain value goes into the node that is there, so that what stands beside it stays.
	if (!isRecord(after) && !Array.isArray(after)) return doc.setIn(path, after);
	const old = doc.getIn(path, true);
	const node = doc.createNode(after);
	if (isSeq(node) && isSeq(old)) Object.assign(node, { flow: old.flow, comment: old.comment });
	doc.setIn(path, node);
}

/** The entry as it is written: what says only the usual is left out. */
function written(entry: HttpEntry | SqlEntry): Record<string, unknown> {
	const usual: Readonly<Record<string, unknown>> = { enabled: true, tls: false };
	return Object.fromEntries(
		Object.entries(entry).filter(([name, value]) => value !== undefined && usual[name] !== value)
	);
}

/** Puts the text where the file is in one step: whoever reads it sees the old file or the new one. */
function replaceFile(path: string, text: string): void {
	const target = existsSync(path) ? realpathSync(path) : path;
	const mode = existsSync(target) ? statSync(target).mode & 0o777 : 0o600;
	const half = join(dirname(target), `.sources-${randomUUID()}.tmp`);
	try {
		const file = openSync(half, 'wx', mode);
		writeSync(file, text);
		fsyncSync(file);
		closeSync(file);
		renameSync(half, target);
	} catch (cause) {
		rmSync(half, { force: true });
		throw new RiskError(
			'SOURCES_UNWRITABLE',
			'sources.yaml 写不进去，没有保存；请检查数据目录的权限和磁盘空间后重试。',
			{ path },
			{ cause }
		);
	}
}

/**
 * Writes a source into the file. Nothing waits between reading and writing, so that two pages never mix.
 * @throws RiskError SOURCES_CHANGED where the file is not the one that the author saw, SOURCES_INVALID, SOURCE_FORM,
 * SOURCE_NOT_ALLOWED, SOURCES_UNWRITABLE; the file is as before then
 */
export function writeSource(home: string, env: Environment, change: SourceChange): WrittenSource {
	const path = sourcesPath(home);
	const { text, hash } = readSourceFile(home);
	if (hash !== change.hash) {
		throw new RiskError(
			'SOURCES_CHANGED',
			'没有保存：打开这一页以后，sources.yaml 被别人改过；请核对下面的最新内容，再改一次。'
		);
	}
	const settings = parseSources(text, path);
	const entry = checkedEntry(change.kind, change.entry, settings, env);
	const list: readonly (HttpEntry | SqlEntry)[] = settings[change.kind];
	const index = change.id === null ? -1 : list.findIndex(({ id }) => id === change.id);
	const others = [...settings.http, ...settings.sql].filter(({ id }) => id !== change.id);
	if (others.some(({ id }) => id === entry.id))
		throw new RiskError('SOURCE_FORM', `没有保存：标识“${entry.id}”已经有了，请换一个。`);
	if (change.id !== null && (index < 0 || entry.id !== change.id))
		throw new RiskError('SOURCE_FORM', `没有保存：没有标识为“${change.id}”的数据源。`);

	const doc = parseDocument(text);
	const after = written(entry);
	const before = index < 0 ? {} : written(list[index]!);
	if (!isMap(doc.contents)) doc.contents = doc.createNode({}) as never;
	if (index >= 0) merge(doc, [change.kind, index], doc.toJS()[change.kind][index], after);
	else if (isSeq(doc.get(change.kind))) doc.addIn([change.kind], doc.createNode(after));
	else doc.set(change.kind, doc.createNode([after]));
	const result = doc.toString({
		lineWidth: 0,
		// As the file is written already: with or without spaces in brackets, with or without steps before dashes.
		flowCollectionPadding: /[[{] /.test(text),
		indentSeq: !/^(?:http|sql):.*\n(?:\s*#.*\n)*-/m.test(text)
	});
	parseSources(result, path);
	replaceFile(path, result);
	const changed = Object.keys({ ...before, ...after }).filter(
		(name) => JSON.stringify((before as Record<string, unknown>)[name]) !== JSON.stringify(after[name])
	);
	return { id: entry.id, changed, hash: hashOf(result) };
}
