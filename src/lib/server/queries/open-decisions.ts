import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

/** What a meeting decided about a subject, of which nobody has said yet whether it was kept. */
export interface OpenDecision {
	readonly meetingNo: number;
	readonly subjectType: string;
	readonly subjectCode: string;
	readonly decision: string;
	/** Unit and person, as the meeting wrote them. */
	readonly owner: string;
	/** 'YYYY-MM-DD' */
	readonly due: string;
}

const row = z.object({
	meeting_no: z.number(),
	subject_type: z.string(),
	subject_code: z.string(),
	decision: z.string(),
	owner: z.string(),
	due: z.string()
});

/** Decisions that stand, the one that is due first first. */
export async function openDecisions(reader: Reader): Promise<OpenDecision[]> {
	const rows = await reader.read(
		`select d.meeting_no, d.subject_type, d.subject_code, d.decision, d.owner, cast(d.due as varchar) as due
		from meeting_decision d
		left join meeting_promise p on p.meeting_no = d.meeting_no and p.subject_type = d.subject_type
			and p.subject_code = d.subject_code
		where p.meeting_no is null
		order by d.due, d.meeting_no, d.subject_code`,
		{},
		row
	);
	return rows.map((found) => ({
		meetingNo: found.meeting_no,
		subjectType: found.subject_type,
		subjectCode: found.subject_code,
		decision: found.decision,
		owner: found.owner,
		due: found.due
	}));
}
