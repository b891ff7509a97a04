import { z } from 'zod';
import type { Reader } from '../../warehouse/warehouse';
import { snapshotShape, type Snapshot } from './snapshot';

export interface Decision {
	readonly subjectType: string;
	readonly subjectCode: string;
	readonly at: string;
	readonly actor: string;
	readonly decision: string;
	readonly owner: string;
	readonly due: string;
}

/** A meeting as it was frozen, with what was decided at it. */
export interface Meeting {
	readonly no: number;
	readonly date: string;
	/** The scoring that the meeting looked at. */
	readonly runId: number;
	readonly frozenAt: string;
	readonly frozenBy: string;
	readonly snapshot: Snapshot;
	readonly decisions: readonly Decision[];
}

const meetingRow = z.object({
	meeting_no: z.number(),
	run_id: z.number(),
	meeting_date: z.string(),
	frozen_at: z.string(),
	frozen_by: z.string(),
	snapshot: z.string()
});
const decisionRow = z.object({
	subject_type: z.string(),
	subject_code: z.string(),
	decided_at: z.string(),
	actor: z.string(),
	decision: z.string(),
	owner: z.string(),
	due: z.string()
});
async function meetingWhere(
	reader: Reader,
	condition: string,
	params: Record<string, string | number>
): Promise<Meeting | null> {
	const [row] = await reader.read(
		`select meeting_no, run_id, cast(meeting_date as varchar) as meeting_date, cast(frozen_at as varchar) as frozen_at, frozen_by,
			cast(snapshot as varchar) as snapshot
		from meeting where ${condition}`,
		params,
		meetingRow
	);
	if (!row) return null;
	const decisions = await reader.read(
		`select subject_type, subject_code, cast(decided_at as varchar) as decided_at, actor, decision, owner,
			cast(due as varchar) as due
		from meeting_decision where meeting_no = $no order by decided_at`,
		{ no: row.meeting_no },
		decisionRow
	);
	return {
		no: row.meeting_no,
		date: row.meeting_date,
		runId: row.run_id,
		frozenAt: row.frozen_at,
		frozenBy: row.frozen_by,
		snapshot: snapshotShape.parse(JSON.parse(row.snapshot)),
		decisions: decisions.map((one) => ({
			subjectType: one.subject_type,
			subjectCode: one.subject_code,
			at: one.decided_at,
			actor: one.actor,
			decision: one.decision,
			owner: one.owner,
			due: one.due
		}))
	};
}

export const meetingByNo = (reader: Reader, no: number) => meetingWhere(reader, 'meeting_no = $no', { no });
export const meetingByDate = (reader: Reader, date: string) =>
	meetingWhere(reader, 'meeting_date = cast($date as date)', { date });

const listRow = z.object({
	meeting_no: z.number(),
	meeting_date: z.string(),
	scope: z.string().nullable(),
	items: z.coerce.number(),
	decisions: z.coerce.number()
});

/** Meetings that were held, the newest first. */
export async function meetingList(reader: Reader) {
	const rows = await reader.read(
		`select m.meeting_no, cast(m.meeting_date as varchar) as meeting_date,
			m.snapshot->>'$.scope' as scope, json_array_length(m.snapshot, '$.items') as items, count(d.meeting_no) as decisions
		from meeting m left join meeting_decision d on d.meeting_no = m.meeting_no
		group by m.meeting_no, m.meeting_date, m.snapshot order by m.meeting_no desc`,
		{},
		listRow
	);
	return rows.map((row) => ({
		no: row.meeting_no,
		date: row.meeting_date,
		scope: row.scope,
		items: row.items,
		decisions: row.decisions
	}));
}
