import { z } from 'zod';
import { daysBetween } from '$lib/domain/day';
import { clueList, proposedUnit } from '../dispatch/clues/clue-book';
import { holds } from '$lib/domain/filter';
import { openDecisions } from '../queries/open-decisions';
import { endpoint } from './endpoint';
import { placeQuery } from './shapes';

const task = z
	.object({
		kind: z
			.enum(['clue', 'decision'])
			.meta({ description: 'A clue on its clock, or what a meeting decided.' }),
		no: z.string().meta({ description: 'Number of the clue, or of the meeting.' }),
		subject_type: z.string().nullable(),
		subject_code: z.string().nullable(),
		what: z.string().meta({ description: 'The step that is due, or the decision in words.' }),
		unit: z.string().nullable(),
		person: z.string().nullable(),
		due: z.string().nullable(),
		days_late: z.number().meta({ description: '0 where it is not late.' })
	})
	.meta({ id: 'Task' });

export default endpoint({
	path: '/tasks',
	summary: 'Who has to do what by when: clues on their clock and decisions of meetings, the latest first',
	query: z.object({
		street: placeQuery.shape.street,
		late: z.enum(['1']).optional().meta({ description: 'Only what is late.' }),
		limit: z.coerce.number().int().min(1).max(500).default(100)
	}),
	answer: z.object({ total: z.number(), tasks: z.array(task) }),
	async handle({ reader, policy, calendar, today }, { street, late, limit }) {
		const [clues, decisions] = await Promise.all([
			clueList(reader, { policy, calendar }, today),
			openDecisions(reader)
		]);
		const tasks: z.infer<typeof task>[] = [
			...clues
				.filter((clue) => clue.clock.stage !== 'closed' && holds(street, clue.street))
				.map((clue) => {
					const assigned = clue.acts.findLast(({ act }) => act === 'assigned');
					return {
						kind: 'clue' as const,
						no: clue.no,
						subject_type: clue.projectCode !== null ? 'project' : clue.uscc !== null ? 'enterprise' : null,
						subject_code: clue.projectCode ?? clue.uscc,
						what: clue.clock.stage,
						unit: assigned?.unit ?? proposedUnit(clue, policy),
						person: assigned?.person ?? null,
						due: clue.clock.due,
						days_late: clue.clock.late
					};
				}),
			// A decision names a subject and no street.
			...(street === undefined ? decisions : []).map((one) => ({
				kind: 'decision' as const,
				no: String(one.meetingNo),
				subject_type: one.subjectType,
				subject_code: one.subjectCode,
				what: one.decision,
				unit: one.owner,
				person: null,
				due: one.due,
				days_late: Math.max(0, daysBetween(one.due, today))
			}))
		].filter(({ days_late: days }) => late === undefined || days > 0);
		tasks.sort((a, b) => b.days_late - a.days_late || (a.due ?? '9').localeCompare(b.due ?? '9'));
		return { total: tasks.length, tasks: tasks.slice(0, limit) };
	}
});
