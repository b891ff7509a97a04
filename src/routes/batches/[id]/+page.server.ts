import { error, fail, redirect } from '@sveltejs/kit';
import { previewWithdrawal, withdraw } from '$jobs/withdrawal';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import { tierKey } from '$lib/domain/tier-key';
import { batchAsides, batchFacts } from '$lib/server/queries/batches';
import { asideStatesOf, correctionsAround, withdrawalOf } from '$lib/server/queries/withdrawals';
import { say } from '../../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

const shownAsides = 200;
const shownCorrections = 50;
const shownTiers = 50;

export const load: PageServerLoad = async ({ locals, params }) => {
	const id = Number(params.id);
	const facts = Number.isInteger(id) ? await batchFacts(locals.reader, id) : null;
	if (!facts) error(404, '没有这个批次。');
	const feed = feeds.get(facts.batch.feed);
	const labels = Object.fromEntries((feed?.columns ?? []).map(({ name, zh }) => [name, zh]));
	return {
		...facts,
		labels,
		asides: await batchAsides(locals.reader, id, shownAsides),
		asideStates: await asideStatesOf(locals.reader, id),
		withdrawal: await withdrawalOf(locals.reader, id),
		...(await correctionsAround(locals.reader, id, shownCorrections)),
		mayAct: locals.viewer.may('data.operate')
	};
};

/** What a foreseen refusal is answered with; anything else flies on. */
const refusal = (cause: unknown) => {
	if (!(cause instanceof RiskError)) throw cause;
	return fail(400, { refusal: cause.message });
};

export const actions: Actions = {
	/** The second look: what the withdrawal would change, and nothing changed yet. */
	look: async ({ locals: { app, actor, viewer }, params, request }) => {
		const reason = String((await request.formData()).get('reason') ?? '').trim();
		if (reason === '') return fail(400, { refusal: '撤回批次须写明理由。' });
		const looked = await previewWithdrawal(app, actor, Number(params.id)).catch(refusal);
		if (!('effect' in looked)) return looked;
		// Who only runs the machine sees rows, but no project's tier.
		const changes = viewer.may('board.view') ? looked.tierChanges : null;
		return {
			looked: {
				reason,
				...looked.effect,
				tierCount: changes?.length ?? null,
				tierChanges:
					changes?.slice(0, shownTiers).map(({ code, name, before, after }) => ({
						code,
						name,
						before: before && tierKey(before.tier),
						after: after && tierKey(after.tier)
					})) ?? null
			}
		};
	},
	withdraw: async (event) => {
		const { params, request } = event;
		const { app, actor } = event.locals;
		const reason = String((await request.formData()).get('reason') ?? '');
		const done = await withdraw(app, actor, { batch: Number(params.id), reason }).catch(refusal);
		if (!('gone' in done)) return done;
		say(event, 'batch.withdrawn', { no: params.id });
		redirect(303, `/batches/${params.id}`);
	}
};
