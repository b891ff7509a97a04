import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({
	day: z.string(),
	kind: z.enum(['clue', 'clue_act', 'case_opened', 'case_closed', 'case_act', 'alert', 'decision', 'letter']),
	/** What exactly: an act, a channel, a kind of handling. */
	what: z.string().nullable(),
	number: z.string().nullable(),
	words: z.string().nullable(),
	actor: z.string().nullable()
});

/** Something that happened to a project, as one line of its course. */
export type CourseLine = z.output<typeof row>;

/** What happened to a project up to a day, oldest first: clues, cases, alerts, decisions, letters. */
export async function projectCourse(
	reader: Reader,
	asked: { readonly code: string; readonly to: string }
): Promise<CourseLine[]> {
	return reader.read(
		`with happened as (
			select cast(c.received_at as date) as day, 1 as place, 'clue' as kind, c.channel as what, c.clue_no as number,
				cast(c.worker_count as varchar) as words, cast(null as varchar) as actor
			from feed_clues c where c.known_to is null and c.project_code = $code
			union all
			select cast(a.acted_at as date), 2, 'clue_act', a.act, a.clue_no, coalesce(a.words, a.unit), a.actor
			from clue_act a where a.project_code = $code
			union all
			select k.opened_at, 3, 'case_opened', k.case_kind, k.case_no, cast(k.worker_count as varchar), null
			from feed_cases k where k.known_to is null and k.project_code = $code
			union all
			select cast(v.acted_at as date), 4, 'case_act', v.act, v.case_no, v.words, v.actor
			from case_act v where v.project_code = $code
			union all
			select s.closed_at, 5, 'case_closed', s.case_kind, s.case_no, s.paid_from, null
			from feed_cases s where s.known_to is null and s.project_code = $code and s.closed_at is not null
			union all
			select e.happened_on, 6, 'alert', e.kind, null, e.words, e.actor
			from alert_event e where e.subject_type = 'project' and e.subject_code = $code
			union all
			select cast(m.decided_at as date), 7, 'decision', m.owner, cast(m.meeting_no as varchar), m.decision, m.actor
			from meeting_decision m where m.subject_type = 'project' and m.subject_code = $code
			union all
			select cast(l.drafted_at as date), 8, 'letter', l.title, cast(l.letter_id as varchar), null, l.drafted_by
			from letter l where l.subject_type = 'project' and l.subject_code = $code
		)
		select cast(day as varchar) as day, kind, what, number, words, actor from happened
		where day <= cast($to as date)
		order by day, place, number, what`,
		{ code: asked.code, to: asked.to },
		row
	);
}
