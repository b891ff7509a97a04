import { join } from 'node:path';
import { shanghaiDay } from '$lib/domain/clock';
import { wantedYears } from '$lib/server/policies/calendar-marks';
import { fine, ill, type HealthCheck } from './health-check';

export default {
	id: 'calendar',
	order: 50,
	label: { zh: '工作日历', en: 'Working calendar' },
	run(app) {
		const missing = wantedYears(app.calendar, shanghaiDay(app.clock()));
		if (missing.length === 0) return fine('所需年份已装入');
		const file = join(app.config.home, 'calendar', `${missing[0]}.yaml`);
		return ill(
			`缺少 ${missing.join('、')} 年`,
			`按国务院办公厅通知编写 ${file}（可照抄 data/calendar 里上一年的格式），再重启`
		);
	}
} satisfies HealthCheck;
