import { firstHour } from '../first-hour';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ lines: await firstHour(locals) });
