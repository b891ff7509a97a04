import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { RiskError } from '$lib/domain/errors';
import { copyAside } from './copy-aside';
import { databasePath } from './open';
import { openWarehouse, type Warehouse } from './warehouse';

/** Upgrades that can be undone: the newest ones. */
const keptCopies = 2;

const folderOf = (home: string) => join(home, 'backups');
const copyName = (version: number) => `before-upgrade-${version}.duckdb`;
const versionOf = (name: string) => Number(/^before-upgrade-(\d+)\.duckdb$/.exec(name)?.[1] ?? NaN);

/** Versions of the schema that a copy is kept of, newest first. */
export function upgradeCopies(home: string): number[] {
	if (!existsSync(folderOf(home))) return [];
	return readdirSync(folderOf(home))
		.map(versionOf)
		.filter((version) => !Number.isNaN(version))
		.sort((a, b) => b - a);
}

/**
 * Keeps the database as an older program left it, before the first step of an upgrade changes it.
 * @throws RiskError DISK_FULL: without a way back nothing is changed
 */
export async function keepBeforeUpgrade(warehouse: Warehouse, home: string, version: number): Promise<void> {
	mkdirSync(folderOf(home), { recursive: true });
	const path = join(folderOf(home), copyName(version));
	await warehouse.copyTo(path);
	await chmod(path, 0o600);
	for (const old of upgradeCopies(home).slice(keptCopies)) rmSync(join(folderOf(home), copyName(old)));
}

/** What going back did: to which version of the schema, and where the newer database lies now. */
export interface WentBack {
	readonly version: number;
	/** Path of the database as it was until now. */
	readonly aside: string;
}

/**
 * Puts the database as it was before the last upgrade in the place of the present one, which is kept aside. What was
 * loaded since is in the landed files and the journal: the older program's `rebuild` loads it again.
 * @throws RiskError NO_UPGRADE_COPY, HOME_BUSY where a server is running, DISK_FULL
 */
export async function goBackBeforeUpgrade(home: string): Promise<WentBack> {
	const [version] = upgradeCopies(home);
	if (version === undefined) {
		throw new RiskError(
			'NO_UPGRADE_COPY',
			`数据目录 ${home} 里没有升级前的副本，不能退回；请用旧版程序把升级前的备份恢复到一个新目录（xinshao restore）。`,
			{ home }
		);
	}
	// Opened once: proves that no server uses it, and folds the log in, so that one file is the whole of it.
	const warehouse = await openWarehouse({ home });
	await warehouse.checkpoint().finally(() => warehouse.close());
	const path = databasePath(home);
	const copy = join(folderOf(home), copyName(version));
	const back = `${path}.back`;
	await copyAside(copy, back, statSync(copy).size);
	const aside = join(folderOf(home), `after-upgrade-from-${version}.duckdb`);
	renameSync(path, aside);
	rmSync(`${path}.wal`, { force: true });
	renameSync(back, path);
	return { version, aside };
}
