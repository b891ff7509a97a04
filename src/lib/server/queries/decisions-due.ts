import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

/** What a meeting decided about a subject that the reader may see, and nobody has said yet whether it was kept. */
export interface DecisionDue {
	readonly meetingNo: number;
	readonly type: string;
	readonly code: string;
	/** As the scoring calls the subject. */
	readonly name: string;
	readonly decision: string;
	/** Unit and person, as the meeting wrote them. */
	readonly owner: string;
	/** 'YYYY-MM-DD' */
	readonly due: string;
}

const row = z.object({
	meeting_no: z.coerce.number(),
	subject_type: z.string(),
	subject_code: z.string(),
	name: z.string(),
	decision: z.string(),
	owner: z.string(),
	due: z.string()
});

/** Decisions that stand, with the subject's name in a scoring, the one that is due first first. */
export async function decisionsDue(reader: Reader, runId: number): Promise<DecisionDue[]> {
	const rows = await reader.read(
		`select d.meeting_no, d.subject_type, d.subject_code, t.name, d.decision, d.owner, cast(d.due as varchar) as due
		from meeting_decision d
		join tier_result t on t.run_id = $run and t.subject_type = d.subject_type and t.subject_code = d.subject_code
		left join meeting_promise p on p.meeting_no = d.meeting_no and p.subject_type = d.subject_type
			and p.subject_code = d.subject_code
		where p.meeting_no is null
		order by d.due, d.meeting_no, d.subject_code`,
		{ run: runId },
		row
	);
	return rows.map((found) => ({
		meetingNo: found.meeting_no,
		type: found.subject_type,
		code: found.subject_code,
		name: found.name,
		decision: found.decision,
		owner: found.owner,
		due: found.due
	}));
}
