import type { Tier } from '$lib/domain/severity';
import { tierKey } from '$lib/domain/tier-key';
import { alertList } from '$lib/server/queries/alert-list';
import { lines, type SlideAsked } from './slide';

/** Alerts that nobody has settled. What is hidden from the room is not in the page at all. */
export default async function alerts({ locals, view: { filter, mask } }: SlideAsked) {
	const found = await alertList(locals.reader, {
		filter,
		states: ['open', 'claimed', 'evidence'],
		limit: lines
	});
	return {
		alerts: found.map(
			({ type, code, name, street, level, state, openedOn, owner, workers, unpaidFen }, place) => ({
				key: mask === 'none' ? `${type}${code}` : String(place),
				name: mask === 'firms' && type === 'enterprise' ? null : name,
				owner: mask === 'none' ? owner : null,
				tier: tierKey(level as Tier),
				street,
				state,
				openedOn,
				workers,
				unpaidFen
			})
		)
	};
}
