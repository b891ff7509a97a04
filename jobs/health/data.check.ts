import { shanghaiDay } from '$lib/domain/clock';
import { feedLags } from '$lib/server/queries/feed-lags';
import { feedSupply } from '$lib/server/queries/feed-supply';
import { fine, ill, type HealthCheck } from './health-check';

const shown = 4;

export default {
	id: 'data',
	order: 60,
	label: { zh: '数据', en: 'Data' },
	async run(app) {
		const today = shanghaiDay(app.clock());
		const supply = await feedSupply(app.warehouse, today, feedLags(app.policy, today));
		const come = supply.filter(({ batches }) => batches > 0);
		if (come.length === 0) return ill('还没有导入任何数据', 'npm run -s xinshao -- ingest 文件或文件夹');
		const late = come.filter(({ state }) => state === 'late').sort((a, b) => b.ageDays! - a.ageDays!);
		const newest = come
			.map(({ lastReceived }) => lastReceived ?? '')
			.sort()
			.at(-1);
		if (late.length === 0) return fine(`${come.length} 种数据都在时限内，最近一次 ${newest?.slice(0, 16)}`);
		const named = late
			.slice(0, shown)
			.map(({ zh, ageDays, lagDays }) => `${zh} ${ageDays} 天（时限 ${lagDays} 天）`);
		const rest = late.length > shown ? ` 等 ${late.length} 种` : '';
		return ill(`超过时限未更新：${named.join('、')}${rest}`, '到“供数情况”页催报，或检查数据来源任务');
	}
} satisfies HealthCheck;
