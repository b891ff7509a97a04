import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { shanghaiDay } from '$lib/domain/clock';
import { daysBetween } from '$lib/domain/day';
import { backupOf } from '../backup-plan';
import { fine, ill, type HealthCheck } from './health-check';

const mostDays = 2;
const again = 'npm run -s xinshao -- job backup';

const keptIn = (folder: string) =>
	existsSync(folder)
		? readdirSync(folder)
				.flatMap((name) => backupOf(name) ?? [])
				.map(({ day }) => day)
				.sort()
		: [];

/** Days of the backups of a home, oldest first. */
export const keptBackups = (home: string) => keptIn(join(home, 'backups'));

/** A backup bears its name only after it was opened and read through. */
export default {
	id: 'backups',
	order: 90,
	label: { zh: '备份', en: 'Backup' },
	run(app) {
		const days = keptBackups(app.config.home);
		const newest = days.at(-1);
		if (newest === undefined) return ill('还没有备份过', again);
		const today = shanghaiDay(app.clock());
		const says = `最近一份 ${newest}，已打开核对，共保留 ${days.length} 份`;
		if (daysBetween(newest, today) > mostDays) return ill(says, again);
		const { backupCopy } = app.config;
		if (backupCopy === undefined) return fine(`${says}；没有设置第二处（XINSHAO_BACKUP_COPY）`);
		const second = keptIn(backupCopy).at(-1);
		if (second === undefined || daysBetween(second, today) > mostDays)
			return ill(
				`${says}；第二处 ${backupCopy} 最近一份 ${second ?? '没有'}`,
				`检查 ${backupCopy} 是否挂载、可写，再运行 ${again}`
			);
		return fine(`${says}；第二处最近 ${second}`);
	}
} satisfies HealthCheck;
