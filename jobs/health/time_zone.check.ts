import { shanghaiTime } from '$lib/domain/clock';
import { fine, ill, type HealthCheck } from './health-check';

export default {
	id: 'time_zone',
	order: 40,
	label: { zh: '时区', en: 'Time zone' },
	run() {
		const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
		// Days are reckoned in Shanghai whatever the machine is set to; without the table of zones they cannot be.
		if (shanghaiTime(new Date('2026-01-01T00:00:00Z')).slice(0, 16) !== '2026-01-01 08:00')
			return ill('运行环境缺少时区数据，日期会算错', '改用带完整国际化数据（full-icu）的 Node.js');
		return fine(`日期一律按北京时间计算；本机时区 ${zone}`);
	}
} satisfies HealthCheck;
