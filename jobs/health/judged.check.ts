import { z } from 'zod';
import { shanghaiDay } from '$lib/domain/clock';
import { fine, ill, type HealthCheck } from './health-check';

export default {
	id: 'judged',
	order: 70,
	label: { zh: '研判', en: 'Judging' },
	async run(app) {
		const [row] = await app.warehouse.read(
			`select cast(max(as_of) as varchar) as as_of from score_run where series = 'current'`,
			{},
			z.object({ as_of: z.string().nullable() })
		);
		const says = row?.as_of ? `最近一次研判日 ${row.as_of}` : '还没有研判过';
		return row?.as_of === shanghaiDay(app.clock()) ? fine(says) : ill(says, 'npm run -s xinshao -- score');
	}
} satisfies HealthCheck;
