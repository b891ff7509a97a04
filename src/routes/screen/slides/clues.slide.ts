import { holds } from '$lib/domain/filter';
import { unitAlone } from '$lib/domain/unit-alone';
import { clueList, proposedUnit, type Clue } from '$lib/server/dispatch/clues/clue-book';
import type { Policy } from '$lib/server/policies/policy';
import { lines, type SlideAsked } from './slide';

const unitOf = (clue: Clue, policy: Policy) =>
	clue.acts.findLast(({ act }) => act === 'assigned')?.unit ?? proposedUnit(clue, policy);

/** Clues whose day has passed, the latest first. */
export default async function clues({ locals, view: { filter, mask }, run }: SlideAsked) {
	const { reader, app } = locals;
	const { policy, calendar } = app;
	const late = (await clueList(reader, { policy, calendar }, run.asOf))
		.filter(({ clock, street }) => clock.stage !== 'closed' && clock.late > 0 && holds(filter.street, street))
		.sort((a, b) => b.clock.late - a.clock.late || a.no.localeCompare(b.no));
	return {
		total: late.length,
		clues: late.slice(0, lines).map((clue) => {
			const unit = unitOf(clue, policy);
			const isFirm = clue.projectCode === null && clue.uscc !== null;
			return {
				no: clue.no,
				name: mask === 'firms' && isFirm ? null : (clue.name ?? clue.no),
				street: clue.street,
				unit: mask === 'none' ? unit : unitAlone(unit),
				due: clue.clock.due,
				late: clue.clock.late,
				workers: clue.workers
			};
		})
	};
}
