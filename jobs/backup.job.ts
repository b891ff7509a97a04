import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { shanghaiTime } from '$lib/domain/clock';
import { makeBackup } from '$lib/server/warehouse/backup';
import { flushPath } from '$lib/server/warehouse/copy-aside';
import { backupName, outdatedBackups } from './backup-plan';
import type { Job } from './job';

async function thinOut(folder: string): Promise<number> {
	const outdated = outdatedBackups(await readdir(folder));
	for (const name of outdated) await rm(join(folder, name));
	return outdated.length;
}

async function digestOf(path: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path, { highWaterMark: 4 * 2 ** 20 }), hash);
	return hash.digest('hex');
}

/** Copies a backup to the second place; it bears its name there once it is flushed and read back the same. */
async function copyToSecondPlace(file: string, second: string): Promise<void> {
	const half = `${second}.part`;
	try {
		await copyFile(file, half);
		await flushPath(half);
		if ((await digestOf(half)) !== (await digestOf(file))) throw new Error('differs');
		await rename(half, second);
	} catch (error) {
		await rm(half, { force: true }).catch(() => undefined);
		throw error;
	}
}

/** Copies the home into one checked file, keeps a plan's worth of them, and copies the new one to a second place. */
export default {
	id: 'backup',
	label: { zh: '备份', en: 'Back up' },
	async run(app, say) {
		const { home, jurisdiction, backupCopy } = app.config;
		const madeAt = shanghaiTime(app.clock());
		const folder = join(home, 'backups');
		const name = backupName(madeAt);
		const file = join(folder, name);
		await makeBackup(app.warehouse, file, {
			home,
			jurisdiction,
			madeAt,
			audit: await app.audit.anchor()
		});
		const { size } = await stat(file);
		say(`备份 ${name}，${(size / 2 ** 20).toFixed(1)} MB，已打开核对`);
		const counts = { bytes: size, removed: await thinOut(folder) };
		if (backupCopy === undefined) return { counts, failures: [] };
		try {
			await copyToSecondPlace(file, join(backupCopy, name));
			await thinOut(backupCopy);
			say(`已复制到第二处 ${backupCopy}，并读回核对`);
			return { counts, failures: [] };
		} catch {
			const failure = `备份已存本机，但没能复制到第二处 ${backupCopy}，请检查该目录是否存在、可写、有空间。`;
			return { counts, failures: [failure] };
		}
	}
} satisfies Job;
