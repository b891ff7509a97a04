import { z } from 'zod';
import { courseKinds, type CourseEvent } from '$lib/domain/course';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({
	said_at: z.string(),
	kind: z.enum(courseKinds),
	act: z.string(),
	ref: z.string().nullable(),
	words: z.string().nullable(),
	actor: z.string().nullable()
});

/** A minute of Asia/Shanghai, and a day where a thing has only that. */
const minute = (column: string) => `strftime(${column}, '%Y-%m-%d %H:%M')`;
const day = (column: string) => `strftime(${column}, '%Y-%m-%d')`;

/** How many workers a thing is about, behind its kind; nothing where nobody counted them. */
const people = (column: string) => `coalesce(' · ' || cast(${column} as varchar) || ' 人', '')`;

/** Books that name a subject by type and code. */
const bySubject = `
	select ${minute('a.at_time')} as said_at, 'alert' as kind, a.kind as act, cast(null as varchar) as ref, a.words, a.actor
	from alert_event as a where a.subject_type = $type and a.subject_code = $code
	union all
	select ${minute('l.drafted_at')}, 'letter', 'drafted', cast(l.letter_id as varchar), l.title, l.drafted_by
	from letter as l where l.subject_type = $type and l.subject_code = $code
	union all
	select ${minute('s.acted_at')}, 'letter', s.act, cast(s.letter_id as varchar),
		coalesce(s.number_text, s.reason, s.how, l.title), s.actor
	from letter_act as s
	join letter as l on l.letter_id = s.letter_id
	where l.subject_type = $type and l.subject_code = $code
	union all
	select ${minute('d.decided_at')}, 'meeting', 'decided', cast(d.meeting_no as varchar),
		d.decision || ' · ' || d.owner || ' · ' || cast(d.due as varchar), d.actor
	from meeting_decision as d where d.subject_type = $type and d.subject_code = $code
	union all
	select ${minute('k.said_at')}, 'promise', case when k.kept then 'kept' else 'broken' end,
		cast(k.meeting_no as varchar), k.words, k.actor
	from meeting_promise as k where k.subject_type = $type and k.subject_code = $code
	union all
	select ${minute('x.acted_at')}, 'exemption', x.act, cast(x.exemption_id as varchar), x.reason, x.actor
	from exemption_act as x where x.subject_type = $type and x.subject_code = $code
	union all
	select ${minute('f.acted_at')}, 'file', 'attached', cast(f.attachment_id as varchar), f.file_name, f.actor
	from attachment as f where f.about = 'alert' and f.about_no = $code`;

/** Books that name a project or an enterprise in a column. */
const byColumn = (column: 'project_code' | 'uscc') => `
	select ${minute('c.received_at')}, 'clue', 'received', c.clue_no,
		c.channel || ${people('c.worker_count')}, cast(null as varchar)
	from feed_clues as c where c.known_to is null and c.${column} = $code
	union all
	select ${minute('q.acted_at')}, 'clue', q.act, q.clue_no, coalesce(q.unit, q.words), q.actor
	from clue_act as q where q.${column} = $code
	union all
	select ${minute('y.acted_at')}, 'clue', 'taken_back', y.clue_no, y.words, y.actor
	from clue_act_back as y where y.${column} = $code
	union all
	select ${day('o.opened_at')}, 'case', 'filed', o.case_no,
		o.case_kind || ${people('o.worker_count')}, cast(null as varchar)
	from feed_cases as o where o.known_to is null and o.${column} = $code
	union all
	select ${day('e.closed_at')}, 'case', 'settled', e.case_no,
		e.case_kind || coalesce(' · ' || e.paid_from, ''), cast(null as varchar)
	from feed_cases as e where e.known_to is null and e.closed_at is not null and e.${column} = $code
	union all
	select ${minute('w.acted_at')}, 'case', w.act, w.case_no, w.words, w.actor
	from case_act as w where w.${column} = $code
	union all
	select ${minute('t.acted_at')}, 'trigger', t.act, t.trigger_id, t.words, t.actor
	from trigger_act as t where t.${column} = $code
	union all
	select ${minute('g.acted_at')}, 'file', 'attached', cast(g.attachment_id as varchar), g.file_name, g.actor
	from attachment as g where g.about <> 'alert' and g.${column} = $code
	union all
	select ${day('i.inspect_date')}, 'inspection', 'inspected', cast(null as varchar),
		coalesce(i.finding, i.inspect_kind), i.dept
	from feed_inspections as i where i.known_to is null and i.${column} = $code
	union all
	select ${day('p.event_date')}, 'petition', 'petitioned', cast(null as varchar),
		p.level || ' · ' || cast(p.people as varchar), cast(null as varchar)
	from feed_petition_events as p where p.known_to is null and p.${column} = $code
	union all
	select ${day('r.report_date')}, 'deferral', 'reported', cast(null as varchar), r.reason, cast(null as varchar)
	from feed_deferral_reports as r where r.known_to is null and r.${column} = $code`;

const ofProject = `
	select ${minute('m.acted_at')}, 'system', m.state, m.item, m.words, m.actor
	from system_mark as m where m.project_code = $code`;

const ofEnterprise = `
	select ${day('v.event_date')}, 'credit', 'credit', cast(null as varchar), v.kind || coalesce(' · ' || v.detail, ''),
		cast(null as varchar)
	from feed_credit_events as v where v.known_to is null and v.uscc = $code`;

/** Older entries than this many are in the books themselves. */
const mostEvents = 300;

/** What happened to a subject up to a day, in all books at once, the newest first; at most 300 entries. */
export async function subjectCourse(
	reader: Reader,
	{ type, code, asOf }: { type: 'project' | 'enterprise'; code: string; asOf: string }
): Promise<CourseEvent[]> {
	const own = type === 'project' ? ofProject : ofEnterprise;
	const rows = await reader.read(
		`select said_at, kind, act, ref, words, actor from (
			${bySubject} union all ${byColumn(type === 'project' ? 'project_code' : 'uscc')} union all ${own}
		) as course (said_at, kind, act, ref, words, actor)
		where said_at is not null and substr(said_at, 1, 10) <= $as_of
		order by said_at desc, kind, act, ref, words limit ${mostEvents}`,
		{ type, code, as_of: asOf },
		row
	);
	return rows.map(({ said_at: at, ...rest }) => ({ at, ...rest }));
}
