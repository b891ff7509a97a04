import { fail } from '@sveltejs/kit';
import { decideRows, replayAll } from '$jobs/quarantine';
import { RiskError } from '$lib/domain/errors';
import { asideCounts, asideGroups, asideRows, asideStates } from '$lib/server/queries/quarantine';
import { chosenRows } from './chosen-rows';
import { say } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

const shownRows = 100;

export const load: PageServerLoad = async ({ locals: { reader, viewer }, url }) => {
	const state = asideStates.find((one) => one === url.searchParams.get('state')) ?? 'open';
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page') ?? 1)) || 1);
	const chosen = chosenRows(url.searchParams);
	const { rows, total } = await asideRows(
		reader,
		{ ...chosen, state },
		{ limit: shownRows, offset: (page - 1) * shownRows }
	);
	return {
		state,
		chosen,
		counts: await asideCounts(reader),
		...(await asideGroups(reader, state)),
		rows,
		total,
		page,
		pages: Math.max(1, Math.ceil(total / shownRows)),
		mayAct: viewer.may('data.operate'),
		mayReveal: viewer.may('personal.reveal')
	};
};

/** What a foreseen refusal is answered with; anything else flies on. */
const refusal = (error: unknown) => {
	if (!(error instanceof RiskError)) throw error;
	return fail(400, { refusal: error.message });
};

export const actions: Actions = {
	replay: async (event) => {
		const { app, actor } = event.locals;
		const form = await event.request.formData();
		return replayAll(app, actor, chosenRows(form), null).then((replayed) => {
			say(event, 'rows.replayed', { tried: replayed.tried, corrected: replayed.corrected });
			return { replayed };
		}, refusal);
	},
	discard: async (event) => {
		const { app, actor } = event.locals;
		const form = await event.request.formData();
		const reason = String(form.get('why') ?? '');
		return decideRows(app, actor, 'discard', { rows: chosenRows(form), reason }).then((discarded) => {
			say(event, 'rows.discarded', { n: discarded });
			return { discarded };
		}, refusal);
	}
};
