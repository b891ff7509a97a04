import { localActor } from '$lib/domain/actor';
import { previewWithdrawal, withdraw } from '../withdrawal';
import { exitCodes, UsageError, type Command } from './command';
import { parsed } from './options';

/** Takes a delivery back, or says what that would change. */
export default {
	name: 'batch',
	usage: 'batch withdraw ID --reason TEXT [--try] [--json]',
	summary: '撤回一个批次（--try 只看会有什么变化）',
	async run(app, args, io) {
		const { values, positionals } = parsed(args, {
			reason: { type: 'string' },
			try: { type: 'boolean' },
			json: { type: 'boolean' }
		});
		const [act, id, ...others] = positionals;
		if (act !== 'withdraw' || id === undefined || others.length > 0 || !/^\d+$/.test(id))
			throw new UsageError('请写明要撤回的批次号。');
		const batch = Number(id);
		if (!values.try && !values.reason?.trim()) throw new UsageError('撤回须用 --reason 写明理由。');
		const effect = values.try
			? (await previewWithdrawal(app, localActor, batch)).effect
			: await withdraw(app, localActor, { batch, reason: values.reason ?? '' });
		const back = effect.back.map((one) => `批次 ${one.batch} 的 ${one.rows} 行`).join('、');
		io.out(
			values.json
				? `${JSON.stringify(effect)}\n`
				: `${values.try ? '将撤回' : '已撤回'}批次 ${effect.batches.join('、')}：失效 ${effect.gone} 行，${back === '' ? '没有行恢复' : `恢复${back}`}，不再有记录 ${effect.forgotten} 行。\n`
		);
		return exitCodes.done;
	}
} satisfies Command;
