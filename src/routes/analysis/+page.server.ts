import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Analysis begins with where and when. */
export const load: PageServerLoad = ({ url }) => redirect(307, `/analysis/hotspots${url.search}`);
