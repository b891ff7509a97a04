import { z } from 'zod';
import { localActor } from '$lib/domain/actor';
import { nameKinds } from '$lib/domain/name-kind';
import { nameDecisions } from '$lib/server/queries/name-decisions';
import { nameQueue } from '$lib/server/queries/name-queue';
import { nameKey, nameSuggestions } from '$lib/server/queries/name-suggestions';
import type { App } from '$lib/server/app';
import { matchName, unmatchName } from '../match-names';
import { exitCodes, UsageError, type Command, type CommandIo } from './command';
import { parsed } from './options';

const listedNames = 100;
const kindNames = { project: '项目', enterprise: '企业', subject: '项目或企业' } as const;

async function list(app: App, io: CommandIo, asJson: boolean): Promise<void> {
	const queue = await nameQueue(app.warehouse, { limit: listedNames, offset: 0 });
	const suggestions = await nameSuggestions(app.warehouse, app.policy.units, queue.names);
	const decisions = await nameDecisions(app.warehouse);
	const waiting = queue.names.map((name) => ({ ...name, suggestions: suggestions.get(nameKey(name)) ?? [] }));
	if (asJson) {
		io.out(`${JSON.stringify({ total: queue.total, waiting, decisions })}\n`);
		return;
	}
	io.out(`等待确认的名称 ${queue.total} 个，已记住的决定 ${decisions.length} 个\n`);
	for (const { kind, name, folded, supplier, rows, held, suggestions: found } of waiting) {
		const from = supplier === '' ? '' : `，报送单位“${supplier}”`;
		io.out(`  ${kindNames[kind]} ${kind} ${folded}（${name}${from}）：${rows} 行，其中搁置 ${held} 行\n`);
		for (const one of found) io.out(`    候选 ${one.code} ${one.name}\n`);
	}
}

/** Names without codes: what waits, whom they mean, and taking it back. */
export default {
	name: 'match',
	usage:
		'match list [--json] | match decide KIND NAME (--code CODE | --none) [--supplier NAME] [--reason TEXT] | match undo KIND NAME [--supplier NAME] [--reason TEXT]',
	summary: '名称匹配：列出只有名称的来件，确认对应，撤销',
	async run(app, args, io) {
		const { values, positionals } = parsed(args, {
			code: { type: 'string' },
			none: { type: 'boolean' },
			supplier: { type: 'string' },
			reason: { type: 'string' },
			json: { type: 'boolean' }
		});
		const [act, kindText, folded, ...others] = positionals;
		if (act === 'list' && kindText === undefined) {
			await list(app, io, values.json ?? false);
			return exitCodes.done;
		}
		const kind = z.enum(nameKinds).safeParse(kindText);
		if ((act !== 'decide' && act !== 'undo') || !kind.success || !folded || others.length > 0) {
			throw new UsageError(
				`请写明 list，或 decide、undo 加类别（${nameKinds.join('、')}）和名称（照 list 的写法）。`
			);
		}
		if (act === 'decide' && (values.code === undefined) === (values.none !== true)) {
			throw new UsageError('请用 --code 写明代码，或用 --none 说明都不是。');
		}
		const name = { supplier: values.supplier ?? '', kind: kind.data, folded };
		const { reason } = values;
		const outcome =
			act === 'undo'
				? await unmatchName(app, localActor, { name, reason })
				: await matchName(app, localActor, { name, code: values.code ?? null, reason });
		io.out(
			values.json
				? `${JSON.stringify(outcome)}\n`
				: outcome.act === 'decided'
					? `已记住“${folded}”的决定，${outcome.rows} 行入库。\n`
					: `已撤销“${folded}”的决定，${outcome.batches} 个批次因此入库的行退回等待。\n`
		);
		return exitCodes.done;
	}
} satisfies Command;
