import type { Month } from './days';
import type { Enterprise, Episode, Span } from './model';
import type { Random } from './random';

/** Below this an owner or contractor without an episode never falls: what goes wrong there is noise, not illness. */
const HEALTHY_FLOOR = 0.71;

function episodeDepth(episode: Episode, level: number, month: Month): number {
	if (month < episode.onset) return level;
	const fallen = Math.min(1, (month - episode.onset + 1) / episode.fallMonths);
	const low = level + (episode.bottom - level) * fallen;
	if (episode.recovery === null || month < episode.recovery) return low;
	// Firms recover faster than they fall: a settlement or a guarantor comes in at once.
	const risen = Math.min(1, (month - episode.recovery + 1) / 2);
	return low + (level - low) * risen;
}

/** Latent health of a firm by month of the span, with the month of today as the last; 1 is sound, 0 is finished. */
export function healthCurve(firm: Enterprise, span: Span, random: Random): Float64Array {
	const curve = new Float64Array(span.lastMonth - span.firstMonth + 2);
	let drift = 0;
	for (let i = 0; i < curve.length; i++) {
		drift = drift * 0.6 + random.normal() * 0.02;
		const month = span.firstMonth + i;
		const depth = firm.episode === null ? firm.level : episodeDepth(firm.episode, firm.level, month);
		const floor = depth < firm.level - 0.01 ? 0 : Math.min(HEALTHY_FLOOR, firm.level);
		curve[i] = Math.min(1, Math.max(floor, depth + drift));
	}
	return curve;
}

/** Health in a month; before the span that of its first month, after it that of its last. */
export function healthAt(curve: Float64Array, span: Span, month: Month): number {
	return curve[Math.min(curve.length - 1, Math.max(0, month - span.firstMonth))]!;
}
