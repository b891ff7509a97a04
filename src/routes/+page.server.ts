import { redirect } from '@sveltejs/kit';
import { knownIlls } from '$jobs/health/registry';
import { lastScoring } from '$lib/server/queries/run-detail';
import { openingView } from '../hooks/opening';
import type { PageServerLoad } from './$types';
import { leaderBoard } from './leader-board';

export const load: PageServerLoad = async (event) => {
	const opening = await openingView(event);
	if (opening !== null) redirect(303, opening);
	const { locals, url } = event;
	const { app, viewer } = locals;
	// The demonstration has no backups and no mail, and nobody who could mend that.
	const isTheirs = viewer.may('data.operate') && !app.config.demo;
	const ills = isTheirs ? knownIlls(app).map(({ id, label, says, next }) => ({ id, label, says, next })) : [];
	const shown = await leaderBoard(locals, url);
	// Nothing was ever judged: what a new installation needs takes the place of the map.
	if (!shown.board && viewer.may('data.operate') && (await lastScoring(locals.reader)) === 0)
		redirect(303, '/start');
	return { ...shown, ills };
};
