import { z } from 'zod';
import { endpoint } from './endpoint';
import { run } from './shapes';

const row = z.object({ as_of: z.string(), scored_at: z.string(), pack: z.string(), series: z.string() });

export default endpoint({
	path: '/runs',
	summary: 'Scorings, the newest day first',
	query: z.strictObject({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
	answer: z.object({ runs: z.array(run.extend({ series: z.string() })) }),
	async handle({ reader }, { limit }) {
		const runs = await reader.read(
			`select cast(as_of as varchar) as as_of, cast(scored_at as varchar) as scored_at, pack, series
			from score_run where series <> 'adhoc' order by as_of desc, run_id desc limit $limit`,
			{ limit },
			row
		);
		return { runs };
	}
});
