import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { liveRuns } from '$jobs/run';
import { localActor } from '$lib/domain/actor';
import { shanghaiDay } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import type { Tier } from '$lib/domain/severity';
import { tierKey } from '$lib/domain/tier-key';
import { indicators } from '$lib/server/indicators/registry';
import { indicatorLabels } from '$lib/server/queries/indicator-labels';
import { ruleTrials, trialActs, trialMoves } from '$lib/server/queries/rule-trials';
import { adoptedYaml } from '$lib/server/scoring/trials/adopted-yaml';
import { actOnTrial } from '$lib/server/scoring/trials/trial-book';
import { linesOf } from '$lib/server/scoring/trials/tried-policy';
import { sortedPart } from '$lib/tables/sorted-part';
import { say, undoReason } from '../../../../hooks/said';
import { moveOrders } from './move-orders';
import type { Actions, PageServerLoad } from './$types';

async function trialOf(locals: App.Locals, id: string) {
	const [trial] = /^\d{1,9}$/.test(id) ? await ruleTrials(locals.reader, Number(id)) : [];
	if (!trial) error(404, '没有这次试算。');
	return trial;
}

const movesAPage = 100;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { policy, clock } = locals.app;
	const trial = await trialOf(locals, params.id);
	const [moves, acts] = await Promise.all([
		trialMoves(locals.reader, trial.id),
		trialActs(locals.reader, trial.id)
	]);
	const proposal = acts.findLast(({ act }) => act === 'proposed');
	return {
		trial,
		lines: trial.lines.map((line) => {
			const definition = indicators.get(line.indicator);
			const own = linesOf(policy, line.indicator, trial.to).find(
				({ measure, band, severity }) =>
					measure === line.measure && band === line.band && severity === line.severity
			);
			return {
				...line,
				op: own?.op ?? ('>=' as const),
				now: own?.bound ?? null,
				unit: definition?.measures?.[line.measure]?.unit ?? definition?.unit ?? ''
			};
		}),
		labels: indicatorLabels(trial.lines.map(({ indicator }) => indicator)),
		isStale: trial.packSha !== policy.sha256,
		live: liveRuns(locals.app).find(({ job }) => job === 'trial') ?? null,
		moves: sortedPart(
			moves.map((move) => ({
				...move,
				from: tierKey(move.tierNow as Tier),
				to: tierKey(move.tierTried as Tier)
			})),
			{
				search: url.searchParams,
				table: 'moves',
				lines: movesAPage,
				columns: moveOrders,
				lang: locals.lang
			}
		),
		acts,
		isOwnProposal: proposal?.actor_id === locals.actor.id && locals.actor.id !== localActor.id,
		yaml:
			trial.state === 'approved' && proposal
				? adoptedYaml(policy, trial.lines, proposal, shanghaiDay(clock()))
				: null,
		file: policy.code,
		today: shanghaiDay(clock())
	};
};

const given = z.object({
	act: z.enum(['proposed', 'approved', 'refused', 'withdrawn']),
	words: z.string().max(1000).default(''),
	basis: z.enum(['policy', 'practice', 'proposal']).optional(),
	reference: z.string().max(300).optional(),
	from: z.string().max(10).optional()
});

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request } = event;
		const trial = await trialOf(locals, params.id);
		const act = given.safeParse(Object.fromEntries(await request.formData()));
		if (!act.success) return fail(400, { refusal: '填写的内容过长或不完整，请检查后再提交。' });
		const { basis, reference, from, ...rest } = act.data;
		try {
			await actOnTrial(
				locals.app,
				{
					...rest,
					id: trial.id,
					...(basis && { basis }),
					...(reference !== undefined && { reference }),
					...(from !== undefined && { from })
				},
				locals.actor
			);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message });
		}
		const fields = rest.act === 'proposed' && { act: 'withdrawn', words: undoReason };
		say(event, 'trial.noted', {}, fields ? { action: `/rules/trials/${trial.id}`, fields } : null);
		redirect(303, `/rules/trials/${trial.id}`);
	}
};
