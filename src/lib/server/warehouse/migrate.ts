import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import { feedTableSql, storedColumns } from './feed-tables';
import type { Warehouse } from './warehouse';

const files = import.meta.glob<string>('./schema/*.sql', { eager: true, query: '?raw', import: 'default' });

interface Migration {
	readonly version: number;
	readonly name: string;
	readonly statements: readonly string[];
}

function statementsOf(text: string): string[] {
	return text
		.replaceAll(/--.*$/gm, '')
		.split(';')
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

/** The history of the schema, in order; version 1 also makes the feed tables. */
const migrations: readonly Migration[] = Object.entries(files)
	.map(([path, text]) => {
		const name = path.split('/').at(-1) ?? path;
		const version = Number(name.slice(0, 4));
		const made = version === 1 ? [...feeds.values()].map(feedTableSql) : [];
		return { version, name, statements: [...statementsOf(text), ...made] };
	})
	.sort((a, b) => a.version - b.version);

/** The version of the schema that this program writes. */
export const schemaVersion = migrations.at(-1)?.version ?? 0;

export interface MigrateOptions {
	/** Called with the present version before the first step on a database that an older program has written. */
	readonly keepBefore?: (version: number) => Promise<void>;
	/** The version to stop at; that of the program where it is not given. */
	readonly upTo?: number;
}

/**
 * Brings the schema up to date, one transaction and one checkpoint a step.
 * @throws RiskError HOME_NEWER where the home was written by a newer program
 */
export async function migrate(warehouse: Warehouse, options: MigrateOptions = {}): Promise<void> {
	const wanted = options.upTo ?? schemaVersion;
	await warehouse.write((tx) =>
		tx.run('create table if not exists schema_version (version integer not null, applied_at timestamp)')
	);
	const rows = await warehouse.read(
		'select version from schema_version',
		{},
		z.object({ version: z.number() })
	);
	const applied = new Set(rows.map((row) => row.version));
	const current = Math.max(0, ...applied);
	if (current > wanted) {
		throw new RiskError(
			'HOME_NEWER',
			`数据目录由更新版本的薪哨写成（结构版本 ${current}，本程序为 ${wanted}），数据未作任何改动；请升级程序后再启动，确要用旧版的，先用新版程序运行 npm run -s xinshao -- downgrade。`,
			{ current, schemaVersion: wanted }
		);
	}
	const steps = migrations.filter(({ version }) => version <= wanted && !applied.has(version));
	if (current > 0 && steps.length > 0) await options.keepBefore?.(current);
	for (const migration of steps) {
		await warehouse.write(async (tx) => {
			for (const sql of migration.statements) await tx.run(sql);
			await tx.run('insert into schema_version values ($version, localtimestamp)', {
				version: migration.version
			});
		});
		await warehouse.checkpoint();
	}
	if (wanted === schemaVersion) await followFeeds(warehouse);
}

/**
 * Makes the tables and columns of feeds that were written after the home was made, so that a new feed or column is one
 * file for homes that exist, too. What a feed no longer names stays where it is: its rows are on record.
 */
async function followFeeds(warehouse: Warehouse): Promise<void> {
	const rows = await warehouse.read(
		`select table_name, column_name from information_schema.columns where table_name like 'feed!_%' escape '!'`,
		{},
		z.object({ table_name: z.string(), column_name: z.string() })
	);
	const there = Map.groupBy(rows, ({ table_name }) => table_name);
	const missing = [...feeds.values()].flatMap((feed) => {
		const table = `feed_${feed.feed}`;
		const columns = there.get(table);
		if (!columns) return [feedTableSql(feed)];
		const names = new Set(columns.map(({ column_name }) => column_name));
		return storedColumns(feed)
			.filter(({ name }) => !names.has(name))
			.map(({ name, sqlType }) => `alter table ${table} add column ${name} ${sqlType}`);
	});
	if (missing.length === 0) return;
	await warehouse.write(async (tx) => {
		for (const sql of missing) await tx.run(sql);
	});
	await warehouse.checkpoint();
}
