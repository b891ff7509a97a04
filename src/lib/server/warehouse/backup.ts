import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { journalPath, missingBatches } from './ack-journal';
import { diskFull, flushPath } from './copy-aside';
import { brokenPromises } from './data-promises';
import { personalKeyPath, readKeyFile } from './key-file';
import { schemaVersion } from './migrate';
import { databasePath } from './open';
import { sqlText } from './sql-values';
import { openWarehouse, type Reader, type Warehouse } from './warehouse';

const manifestShape = z.object({
	product: z.literal('xinshao'),
	made_at: z.string(),
	schema_version: z.number(),
	jurisdiction: z.string(),
	database_sha256: z.string(),
	/** Keys of personal data that lie in it, by their ids. */
	keys: z.array(z.string()).optional(),
	/** The last line of the audit log when it was made: a log that was made anew since does not hold it. */
	audit: z.object({ no: z.number(), hash: z.string() }).optional(),
	tables: z.record(z.string(), z.object({ rows: z.number(), hash: z.string() }))
});

/** What a backup says of itself. */
export type BackupManifest = z.infer<typeof manifestShape>;

/** Of a home, what a backup holds beside the database; the rest can be made again. */
const heldFolders = ['landed', 'keys', 'uploads', 'maps', 'templates', 'calendar'] as const;
const heldFiles = ['home.json', 'sources.yaml', 'notices.yaml', 'demo.json'] as const;
const manifestName = 'manifest.json';
const databaseName = 'xinshao.duckdb';

/**
 * Whether all that was complained of is that something came into a folder meanwhile: files of the landing zone never
 * change once they bear their names, and a backup holds those that the copied database names.
 */
const onlyFoldersGrew = (said: string) =>
	said
		.trim()
		.split('\n')
		.every((line) => /file changed as we read it$/.test(line) && !/\.\w+: file changed/.test(line));

async function tar(args: readonly string[]): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn('tar', [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
		let out = '';
		let said = '';
		child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
		child.on('error', reject);
		child.on('close', (code) => {
			const isWhole = code === 0 || (code === 1 && onlyFoldersGrew(said));
			if (isWhole) resolve(out);
			else reject(new Error(said.trim() || `tar ${code}`));
		});
	});
}

async function sha256Of(path: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path, { highWaterMark: 4 * 2 ** 20 }), hash);
	return hash.digest('hex');
}

/** Rows and a hash over all columns of every table: every byte of the file is read for it. */
export async function tableHashes(reader: Reader): Promise<BackupManifest['tables']> {
	const names = await reader.read(
		`select table_name from information_schema.tables
		where table_catalog = 'app' and table_type = 'BASE TABLE' order by table_name`,
		{},
		z.object({ table_name: z.string() })
	);
	const hashes: BackupManifest['tables'] = {};
	for (const { table_name } of names) {
		const [row] = await reader.read(
			`select count(*) as rows, cast(coalesce(bit_xor(hash(t)), 0) as varchar) as hash from ${table_name} as t`,
			{},
			z.object({ rows: z.coerce.number(), hash: z.string() })
		);
		if (row) hashes[table_name] = row;
	}
	return hashes;
}

export interface BackupFacts {
	readonly home: string;
	readonly jurisdiction: string;
	/** Shanghai time. */
	readonly madeAt: string;
	/** Number and hash of the last line of the audit log. */
	readonly audit?: { readonly no: number; readonly hash: string };
}

/**
 * Writes a consistent copy of a home into one tar file while work goes on: the database is copied between two
 * writers, opened and read through before it counts as a backup. The file holds the keys of personal values.
 * @throws RiskError BACKUP_UNSOUND, DISK_FULL
 */
export async function makeBackup(
	warehouse: Warehouse,
	file: string,
	facts: BackupFacts
): Promise<BackupManifest> {
	const { home } = facts;
	const staging = await mkdtemp(join(home, 'tmp', 'backup-'));
	try {
		// The journal first: what it names by now is in the database that is copied after it.
		if (existsSync(journalPath(home))) {
			await mkdir(join(staging, 'journal'), { recursive: true });
			await copyFile(journalPath(home), journalPath(staging));
		}
		if (existsSync(join(home, 'audit'))) {
			// The note of the last line first: lines that are written meanwhile may follow it.
			const head = join('audit', 'head.json');
			await mkdir(join(staging, 'audit'), { recursive: true });
			if (existsSync(join(home, head))) await copyFile(join(home, head), join(staging, head));
			const isLine = (path: string) => !path.includes('head.json');
			await cp(join(home, 'audit'), join(staging, 'audit'), { recursive: true, filter: isLine });
		}
		await warehouse.copyTo(databasePath(staging));
		for (const name of readdirSync(home).filter((entry) => entry.endsWith('.sqlite')))
			copySqlite(join(home, name), join(staging, name));
		const manifest = await manifestOf(staging, facts);
		await writeFile(join(staging, manifestName), `${JSON.stringify(manifest, null, '\t')}\n`);
		await pack(staging, home, file);
		return manifest;
	} finally {
		await rm(staging, { recursive: true, force: true });
	}
}

function copySqlite(from: string, to: string): void {
	const database = new DatabaseSync(from, { readOnly: true });
	try {
		database.exec(`vacuum into ${sqlText(to)}`);
	} finally {
		database.close();
	}
}

async function manifestOf(staging: string, facts: BackupFacts): Promise<BackupManifest> {
	const database_sha256 = await sha256Of(databasePath(staging));
	return {
		product: 'xinshao',
		made_at: facts.madeAt,
		schema_version: schemaVersion,
		jurisdiction: facts.jurisdiction,
		database_sha256,
		keys: keyIds(facts.home),
		...(facts.audit && { audit: facts.audit }),
		tables: await readThrough(staging)
	};
}

const keyIds = (home: string): string[] =>
	existsSync(personalKeyPath(home)) ? readKeyFile(personalKeyPath(home)).all.map(({ id }) => id) : [];

/** Opens a copy, reads all of it and holds it against every promise. @throws RiskError BACKUP_UNSOUND */
async function readThrough(home: string): Promise<BackupManifest['tables']> {
	const copy = await openWarehouse({ home });
	try {
		const broken = await brokenPromises(copy);
		const missing = await missingBatches(copy, home);
		if (broken.length > 0 || missing.length > 0) {
			const why = broken.map((promise) => promise.name).join('、') || `缺少 ${missing.length} 个批次`;
			throw new RiskError(
				'BACKUP_UNSOUND',
				`备份副本没有通过检查（${why}），未生成备份文件；请运行 npm run -s xinshao -- verify 查看原因。`
			);
		}
		return await tableHashes(copy);
	} finally {
		await copy.close();
	}
}

async function pack(staging: string, home: string, file: string): Promise<void> {
	const half = `${file}.part`;
	const staged = readdirSync(staging).filter(
		(name) => [databaseName, manifestName, 'journal', 'audit'].includes(name) || name.endsWith('.sqlite')
	);
	const held = [...heldFolders, ...heldFiles].filter((name) => existsSync(join(home, name)));
	await mkdir(dirname(file), { recursive: true });
	try {
		await tar([
			'-cf',
			half,
			'--exclude=landed/incoming',
			'--exclude=*.gone',
			'--exclude=keys/erasing.key',
			'-C',
			staging,
			...staged,
			'-C',
			home,
			...held
		]);
		await chmod(half, 0o600);
		await flushPath(half);
		await rename(half, file);
		await flushPath(dirname(file));
	} catch (cause) {
		await rm(half, { force: true });
		if (/space left/i.test(String(cause))) throw diskFull(dirname(file), cause);
		throw cause;
	}
}

/**
 * Restores a backup into an empty home and proves that it is the same: the file's hash, every table's rows and
 * hash, every promise.
 * @throws RiskError HOME_NOT_EMPTY, BACKUP_UNREADABLE, BACKUP_UNSOUND
 */
export async function restoreBackup(file: string, home: string): Promise<BackupManifest> {
	if (existsSync(databasePath(home))) {
		throw new RiskError(
			'HOME_NOT_EMPTY',
			`数据目录 ${home} 里已有数据库，为免覆盖，未作任何改动；请用 XINSHAO_HOME 指定一个空目录再恢复。`,
			{ home }
		);
	}
	await refuseStrangeEntries(file);
	await mkdir(home, { recursive: true, mode: 0o750 });
	await tar(['-xf', file, '-C', home, '--no-same-owner']);
	const manifest = manifestShape.parse(JSON.parse(readFileSync(join(home, manifestName), 'utf8')));
	if (manifest.schema_version > schemaVersion) {
		throw new RiskError(
			'HOME_NEWER',
			`此备份由更新版本的薪哨生成（结构版本 ${manifest.schema_version}，本程序为 ${schemaVersion}），请升级程序后再恢复。`
		);
	}
	if ((await sha256Of(databasePath(home))) !== manifest.database_sha256)
		throw unsound(file, '数据库文件与清单不符');
	await mkdir(join(home, 'tmp'), { recursive: true });
	const tables = await readThrough(home);
	const differing = Object.keys(manifest.tables).filter(
		(name) =>
			tables[name]?.hash !== manifest.tables[name]?.hash || tables[name]?.rows !== manifest.tables[name]?.rows
	);
	if (differing.length > 0) throw unsound(file, `${differing.join('、')} 与备份时不同`);
	await rm(join(home, manifestName));
	return manifest;
}

const unsound = (file: string, why: string) =>
	new RiskError(
		'BACKUP_UNSOUND',
		`备份文件 ${basename(file)} 恢复后核对不通过（${why}），请改用另一份备份。`
	);

/** A backup is made of a few known names; anything else in the archive is not ours. */
async function refuseStrangeEntries(file: string): Promise<void> {
	if (!(await stat(file).catch(() => undefined))?.isFile())
		throw new RiskError('FILE_MISSING', `找不到备份文件“${file}”，请检查路径后重试。`);
	const unreadable = (cause?: unknown) =>
		new RiskError(
			'BACKUP_UNREADABLE',
			`“${basename(file)}”不是完整的薪哨备份文件，未作任何改动；请改用另一份备份。`,
			{},
			{ cause }
		);
	const listing = await tar(['-tf', file]).catch((cause: unknown) => Promise.reject(unreadable(cause)));
	const entries = listing.split('\n').filter((name) => name !== '');
	const known = new Set<string>([
		...heldFolders,
		...heldFiles,
		manifestName,
		databaseName,
		'journal',
		'audit'
	]);
	const strange = entries.filter((name) => {
		const [head = '', ...rest] = name.split('/');
		return rest.includes('..') || !(known.has(head) || /^[\w-]+\.sqlite$/.test(name));
	});
	if (strange.length > 0 || !entries.includes(databaseName) || !entries.includes(manifestName))
		throw unreadable();
}
