import { knownIlls } from '$jobs/health/registry';
import { lastScoring } from '$lib/server/queries/run-detail';
import type { PageServerLoad } from './$types';
import { firstHour } from './first-hour';
import { leaderBoard } from './leader-board';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { app, viewer } = locals;
	// The demonstration has no backups and no mail, and nobody who could mend that.
	const isTheirs = viewer.may('data.operate') && !app.config.demo;
	const ills = isTheirs ? knownIlls(app).map(({ id, label, says, next }) => ({ id, label, says, next })) : [];
	const shown = await leaderBoard(locals, url);
	// Nothing was ever judged: what a new installation needs takes the place of the map.
	const first = shown.board || (await lastScoring(locals.reader)) > 0 ? null : await firstHour(locals);
	return { ...shown, ills, first };
};
