import { statfs } from 'node:fs/promises';
import { fine, ill, type HealthCheck } from './health-check';

const leastFreeBytes = 2 * 2 ** 30;

export default {
	id: 'disk',
	order: 10,
	label: { zh: '磁盘', en: 'Disk' },
	async run(app) {
		const { bavail, bsize } = await statfs(app.config.home);
		const free = bavail * bsize;
		const says = `数据目录所在磁盘剩余 ${(free / 2 ** 30).toFixed(1)} GB`;
		return free >= leastFreeBytes ? fine(says) : ill(says, '清理磁盘或扩容，至少留出 2 GB');
	}
} satisfies HealthCheck;
