import { knownIlls } from '$jobs/health/registry';
import type { PageServerLoad } from './$types';
import { leaderBoard } from './leader-board';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { app, viewer } = locals;
	// The demonstration has no backups and no mail, and nobody who could mend that.
	const isTheirs = viewer.may('data.operate') && !app.config.demo;
	const ills = isTheirs ? knownIlls(app).map(({ id, label, says, next }) => ({ id, label, says, next })) : [];
	return { ...(await leaderBoard(locals, url)), ills };
};
