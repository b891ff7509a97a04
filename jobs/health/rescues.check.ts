import { existsSync, readFileSync } from 'node:fs';
import { rescueLog } from '$lib/server/warehouse/rescue';
import { fine, type HealthCheck } from './health-check';

export default {
	id: 'rescues',
	order: 100,
	label: { zh: '自动修复', en: 'Repairs' },
	run(app) {
		const log = rescueLog(app.config.home);
		const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
		return fine(
			lines.length === 0 ? '数据库没有需要修复的时候' : `数据库曾自动修复 ${lines.length} 次，记录在 ${log}`
		);
	}
} satisfies HealthCheck;
