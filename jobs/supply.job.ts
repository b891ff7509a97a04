import { shanghaiDay } from '$lib/domain/clock';
import { watchSupply } from '$lib/server/dispatch/supply/watch-supply';
import { countReach } from '$lib/server/dispatch/supply/supply-reach';
import type { Job } from './job';

/** Looks which feeds have stopped and which came back, and counts the projects that each speaks of. */
export default {
	id: 'supply',
	label: { zh: '核对数据报送', en: 'Check what was delivered' },
	async run(app, say) {
		const { opened, ended } = await watchSupply(app.warehouse, app.policy, app.clock);
		say(`断报：新增 ${opened} 项，销号 ${ended} 项`);
		const feeds = await countReach(app.warehouse, app.policy, shanghaiDay(app.clock()));
		return { counts: { opened, ended, feeds }, failures: [] };
	}
} satisfies Job;
