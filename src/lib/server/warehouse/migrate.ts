import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import { feedTableSql } from './feed-tables';
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

/**
 * Brings the schema up to date, one transaction and one checkpoint a step.
 * @throws RiskError HOME_NEWER where the home was written by a newer program
 */
export async function migrate(warehouse: Warehouse): Promise<void> {
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
	if (current > schemaVersion) {
		throw new RiskError(
			'HOME_NEWER',
			`数据目录由更新版本的薪哨写成（结构版本 ${current}，本程序为 ${schemaVersion}），请升级程序后再启动，数据未作任何改动。`,
			{ current, schemaVersion }
		);
	}
	for (const migration of migrations.filter((step) => !applied.has(step.version))) {
		await warehouse.write(async (tx) => {
			for (const sql of migration.statements) await tx.run(sql);
			await tx.run('insert into schema_version values ($version, localtimestamp)', {
				version: migration.version
			});
		});
		await warehouse.checkpoint();
	}
}
