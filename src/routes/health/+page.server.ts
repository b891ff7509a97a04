import { recentHealth } from '$jobs/health/registry';
import type { PageServerLoad } from './$types';

/** The checks of the doctor command, at most a minute old; what is wrong first. */
export const load: PageServerLoad = async ({ locals }) => {
	const findings = await recentHealth(locals.app);
	return { findings: [...findings].sort((a, b) => Number(a.ok) - Number(b.ok)) };
};
