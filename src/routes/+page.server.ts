import type { PageServerLoad } from './$types';
import { leaderBoard } from './leader-board';

export const load: PageServerLoad = ({ locals, url }) => leaderBoard(locals, url);
