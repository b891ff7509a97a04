import { copyFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { shanghaiTime } from '$lib/domain/clock';
import { makeBackup } from '$lib/server/warehouse/backup';
import { backupName, outdatedBackups } from './backup-plan';
import type { Job } from './job';

async function thinOut(folder: string): Promise<number> {
	const outdated = outdatedBackups(await readdir(folder));
	for (const name of outdated) await rm(join(folder, name));
	return outdated.length;
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
		await makeBackup(app.warehouse, file, { home, jurisdiction, madeAt });
		const { size } = await stat(file);
		say(`备份 ${name}，${(size / 2 ** 20).toFixed(1)} MB，已打开核对`);
		const counts = { bytes: size, removed: await thinOut(folder) };
		if (backupCopy === undefined) return { counts, failures: [] };
		try {
			const second = join(backupCopy, name);
			await copyFile(file, `${second}.part`);
			await rename(`${second}.part`, second);
			await thinOut(backupCopy);
			return { counts, failures: [] };
		} catch {
			const failure = `备份已存本机，但没能复制到第二处 ${backupCopy}，请检查该目录是否存在、可写、有空间。`;
			return { counts, failures: [failure] };
		}
	}
} satisfies Job;
