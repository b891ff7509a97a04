import { drill } from './backup-drills';
import type { Counts, Job } from './job';

/** Proves every week that the newest backup can be restored. */
export default {
	id: 'drill',
	label: { zh: '恢复演练', en: 'Restore drill' },
	async run(app, say) {
		const { file, ok, rows, tables, seconds, says } = await drill(app);
		const counts: Counts = ok ? { rows_read: rows } : {};
		if (!ok) return { counts, failures: [`${file}：${says ?? ''}`] };
		say(`${file} 恢复到空目录，${tables} 张表、${rows} 行与备份时逐表一致，用时 ${seconds} 秒`);
		return { counts, failures: [] };
	}
} satisfies Job;
