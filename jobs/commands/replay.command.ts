import { dirname, basename, resolve } from 'node:path';
import { loadPolicy } from '$lib/server/policies/load-policy';
import { replay } from '../replay';
import { exitCodes, UsageError, type Command } from './command';
import { dayOption, parsed } from './options';

/** Plays a pack over a range of past days and says what it would have warned of. */
export default {
	name: 'replay',
	usage: 'replay --from DATE --to DATE [--policy FILE] [--json]',
	summary: '用某个口径回放一段日期，算命中、提前量、漏报和工作量',
	async run(app, args, io) {
		const { values } = parsed(args, {
			from: { type: 'string' },
			to: { type: 'string' },
			policy: { type: 'string' },
			json: { type: 'boolean' }
		});
		const from = dayOption(values.from, 'from');
		const to = dayOption(values.to, 'to');
		if (from === undefined || to === undefined) throw new UsageError('请用 --from 和 --to 写明起止日期。');
		if (from > to) throw new UsageError('--from 不能晚于 --to。');
		const file = values.policy === undefined ? undefined : resolve(io.cwd, values.policy);
		const policy = file === undefined ? app.policy : loadPolicy(basename(file, '.yaml'), dirname(file));
		const report = await replay(app, policy, { from, to }, (line) => {
			if (!values.json) io.err(`${line}\n`);
		});
		io.out(
			values.json
				? `${JSON.stringify({ from, to, pack: policy.code, ...report })}\n`
				: `${from} 至 ${to}（${report.days} 天，按现有数据回放）：预警 ${report.alerts} 条（每周 ${report.alerts_per_week} 条），命中 ${report.hits} 条，未到期 ${report.undecided} 条，提前量中位数 ${report.lead_days ?? '—'} 天；应报 ${report.bad_things} 件，漏报 ${report.misses} 件。\n`
		);
		return exitCodes.done;
	}
} satisfies Command;
