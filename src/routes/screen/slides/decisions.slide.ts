import { daysBetween } from '$lib/domain/day';
import { unitAlone } from '$lib/domain/unit-alone';
import { decisionsDue } from '$lib/server/queries/decisions-due';
import { narrowed } from '../../../hooks/narrowed';
import { lines, type SlideAsked } from './slide';

/** Numbers of telephones, accounts and identity cards that somebody wrote into a decision. */
const longNumbers = /\d{7,}[\dXx]?/g;

/** What meetings decided and nobody has said was kept, the first that is due first. */
export default async function decisions({ locals, view: { filter, mask }, run }: SlideAsked) {
	const found = await decisionsDue(narrowed(locals, filter), run.runId);
	return {
		total: found.length,
		decisions: found.slice(0, lines).map(({ meetingNo, type, code, name, decision, owner, due }, place) => ({
			key: mask === 'none' ? `${meetingNo}${type}${code}` : String(place),
			meetingNo,
			name: mask === 'firms' && type === 'enterprise' ? null : name,
			decision: mask === 'none' ? decision : decision.replaceAll(longNumbers, '×××'),
			owner: mask === 'none' ? owner : unitAlone(owner),
			due,
			daysLeft: daysBetween(run.asOf, due)
		}))
	};
}
