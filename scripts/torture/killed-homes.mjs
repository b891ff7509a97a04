import { inLanes, percentile, randomFrom } from './installation.mjs';

/** Homes that are killed at the same time. */
const lanes = 3;

/**
 * Reads everything that a home holds after a kill, and notes in `seen` how long the start and the reading took and
 * whether anything was wrong.
 */
export async function readAfterKill(place, seen, say) {
	const begun = Date.now();
	const check = await place.run('verify', '--json');
	seen.reopened.push(Date.now() - begun);
	if (check.code === 0) return;
	seen.broken += 1;
	say(`第 ${seen.cycles + 1} 次：${check.err || check.out.slice(0, 400)}`);
}

/**
 * Spreads kills over homes: `ofHome` to each, every one with chances of its own.
 *
 * @param killsOf `(kills, random, say)`: one home, killed so often; answers what was seen of it, `reopened` among it
 * @param tell what to say after each home, of a function that sums a number over the homes so far
 * @returns what was seen of each home, that sum, and how long the starts after the kills took
 */
export async function killedHomes({ count, ofHome, seed, say, killsOf, tell }) {
	const homes = Array.from({ length: Math.ceil(count / ofHome) }, (_, n) => ({
		kills: Math.min(ofHome, count - n * ofHome),
		random: randomFrom(seed + n * 7_919)
	}));
	const results = [];
	const sum = (key) => results.reduce((total, one) => total + one[key], 0);
	await inLanes(homes, lanes, async ({ kills, random }) => {
		results.push(await killsOf(kills, random, say));
		say(tell(sum));
	});
	const reopened = results.flatMap((one) => one.reopened);
	return {
		results,
		sum,
		times: {
			reopen_and_read_ms_p50: percentile(reopened, 0.5),
			reopen_and_read_ms_p99: percentile(reopened, 0.99),
			reopen_and_read_ms_max: Math.max(...reopened)
		}
	};
}
