import { cpus, totalmem } from 'node:os';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { RiskError } from '$lib/domain/errors';
import { forgetCopies, rescue } from './rescue';
import { sqlText } from './sql-values';

export interface OpenOptions {
	/** The home; undefined opens a database in memory (tests). */
	readonly home: string | undefined;
	/** e.g. `4GB`; half of the machine's memory where it is not given. */
	readonly memory?: string | undefined;
}

/** The database file of a home. */
export const databasePath = (home: string) => join(home, 'xinshao.duckdb');

/** Folders of a home that the engine reads files of suppliers from, and writes its own spill into. */
export const readableFolders = ['tmp', 'inbox', 'pulls'] as const;

const opened = Symbol.for('xinshao.database.paths');

/** Paths opened by this process: a second instance on one file would lose writes without an error. */
function openPaths(): Set<string> {
	const holder = globalThis as { [opened]?: Set<string> };
	return (holder[opened] ??= new Set());
}

/** Says that this process has let go of a database file. */
export function forgetPath(home: string | undefined): void {
	if (home) openPaths().delete(databasePath(home));
}

/**
 * Opens the one database: a host in memory with the file attached as `app`, because a log that holds
 * certain schema changes can only be replayed that way, and then closes every door that is not needed.
 * @throws RiskError HOME_UNWRITABLE, HOME_BUSY, HOME_DAMAGED
 */
export async function openDatabase(options: OpenOptions): Promise<DuckDBInstance> {
	const memory = options.memory ?? `${Math.max(512, Math.floor(totalmem() / 2 ** 20 / 2))}MB`;
	const host = await DuckDBInstance.create(':memory:', {
		threads: String(Math.max(2, cpus().length)),
		memory_limit: memory,
		autoload_known_extensions: 'false',
		autoinstall_known_extensions: 'false'
	});
	const connection = await host.connect();
	const { home } = options;
	if (home === undefined) await connection.run("attach ':memory:' as app");
	else await attachFile(connection, home);
	const settings = [
		"set TimeZone = 'Asia/Shanghai'",
		"set checkpoint_threshold = '4GB'",
		'pragma disable_checkpoint_on_shutdown',
		// It rewrites “row_number() = 1” and loses track of the columns where a filter with a subquery stands below, as
		// the scope of a reader puts one there: "Failed to bind column reference … inequal types".
		"set disabled_optimizers = 'top_n_window_elimination'",
		'set allow_community_extensions = false',
		'set allow_persistent_secrets = false'
	];
	if (home !== undefined) {
		const temp = join(home, 'tmp');
		mkdirSync(temp, { recursive: true });
		settings.push(
			`set temp_directory = ${sqlText(temp)}`,
			// Its own file and what is being read: the keys, the accounts and the landed files are none of its business.
			`set allowed_paths = [${sqlText(databasePath(home))}, ${sqlText(`${databasePath(home)}.wal`)}]`,
			`set allowed_directories = [${readableFolders.map((folder) => sqlText(join(home, folder) + '/')).join(', ')}]`,
			'set enable_external_access = false'
		);
	}
	settings.push('set lock_configuration = true');
	for (const setting of settings) await connection.run(setting);
	connection.closeSync();
	return host;
}

async function attachFile(
	connection: Awaited<ReturnType<DuckDBInstance['connect']>>,
	home: string
): Promise<void> {
	const path = databasePath(home);
	if (openPaths().has(path)) {
		throw new RiskError('HOME_BUSY', `数据库 ${path} 已由本进程打开，不能再开第二次。`, { path });
	}
	try {
		mkdirSync(home, { recursive: true });
	} catch (cause) {
		throw new RiskError(
			'HOME_UNWRITABLE',
			`数据目录 ${home} 无法写入，请检查权限，或用 XINSHAO_HOME 换一个目录。`,
			{ home },
			{ cause }
		);
	}
	await attachOrRescue(connection, path, home);
	forgetCopies(path);
	openPaths().add(path);
}

/** Steps of rescue that are tried one after another before a person is asked. */
const mostRescues = 3;

async function attachOrRescue(
	connection: Awaited<ReturnType<DuckDBInstance['connect']>>,
	path: string,
	home: string
): Promise<void> {
	for (let tries = 0; ; tries += 1) {
		try {
			await connection.run(`attach ${sqlText(path)} as app`);
			return;
		} catch (cause) {
			const failure = attachFailure(path, home, cause);
			if (failure.code !== 'HOME_DAMAGED' || tries === mostRescues) throw failure;
			const step = rescue(path, String(cause));
			if (!step) throw failure;
			console.warn(step.says);
		}
	}
}

function attachFailure(path: string, home: string, cause: unknown): RiskError {
	const text = cause instanceof Error ? cause.message : String(cause);
	if (/lock on file/i.test(text)) {
		const owner = /PID (\d+)/.exec(text)?.[1];
		const who = owner ? `（进程 ${owner}）` : '';
		return new RiskError(
			'HOME_BUSY',
			`数据目录 ${home} 正由另一个薪哨进程使用${who}，请先停止它，或用 XINSHAO_HOME 换一个目录。`,
			{ path },
			{ cause }
		);
	}
	if (/permission denied|read-only|cannot open/i.test(text)) {
		return new RiskError(
			'HOME_UNWRITABLE',
			`数据库文件 ${path} 无法写入，请检查权限，或用 XINSHAO_HOME 换一个目录。`,
			{ path },
			{ cause }
		);
	}
	return damaged(path, text, cause);
}

const damaged = (path: string, text: string, cause: unknown) =>
	new RiskError(
		'HOME_DAMAGED',
		`数据库文件 ${path} 打不开（${text.slice(0, 200)}），请不要删除任何文件，用 xinshao restore 从最近的备份恢复到新目录。`,
		{ path },
		{ cause }
	);

/** A failure as a person is told it, where it says that a block of the file is not what was written; else as it is. */
export function damageSaid(error: unknown, home: string): unknown {
	const text = error instanceof Error ? error.message : String(error);
	if (error instanceof RiskError || !/corrupt database file|does not match stored checksum/i.test(text))
		return error;
	return damaged(databasePath(home), text, error);
}
