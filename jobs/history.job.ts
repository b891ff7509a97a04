import { setTimeout as sleep } from 'node:timers/promises';
import { historyMonths, judgePastDay, missingWeeks } from './history';
import type { Job } from './job';
import { unwatched } from './job';

/** As many weeks a run as take a few seconds; the rest follows the next night. */
const weeksAtATime = 8;
/** Judging leaves others this share of the time: whoever writes waits for one day at most. */
const restShare = 1;

/** Judges past weeks of which nothing is there yet, newest first, so that the map can be read week by week. */
export default {
	id: 'history',
	label: { zh: '补判历史各周', en: 'Judge past weeks' },
	async run(app, say, work = unwatched) {
		const missing = await missingWeeks(app);
		let weeks = 0;
		for (const asOf of missing.slice(0, weeksAtATime)) {
			if (app.events.isClosed) break;
			work.step({ name: 'judging', what: asOf, done: weeks, total: Math.min(weeksAtATime, missing.length) });
			const outcome = await judgePastDay(app, asOf);
			if (outcome === null) {
				say(`${asOf} 及以前政策包没有数值，不补判`);
				break;
			}
			weeks += 1;
			await sleep(outcome.milliseconds * restShare);
		}
		say(`补判历史 ${weeks} 周（${historyMonths} 个月内还缺 ${missing.length - weeks} 周）`);
		return { counts: { weeks, left: missing.length - weeks }, failures: [] };
	}
} satisfies Job;
