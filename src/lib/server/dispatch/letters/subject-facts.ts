import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import type { LetterContext } from './letter';

const projectRow = z.object({
	name: z.string(),
	street: z.string().nullable(),
	sector: z.string().nullable(),
	department: z.string().nullable(),
	owner: z.string().nullable(),
	contractor: z.string().nullable(),
	contract_fen: z.coerce.number().nullable()
});

export type ProjectLine = z.infer<typeof projectRow>;

/** What the ledger says of a project. @throws RiskError SUBJECT_UNKNOWN */
export async function projectLine({ reader, subject }: LetterContext): Promise<ProjectLine> {
	const [row] = await reader.read(
		`select p.project_name as name, p.street, p.sector, p.industry_dept as department,
			coalesce(p.owner_name, o.name) as owner, coalesce(p.gc_name, g.name) as contractor,
			p.contract_amount_fen as contract_fen
		from feed_projects p
		left join feed_enterprises o on o.uscc = p.owner_uscc and o.known_to is null
		left join feed_enterprises g on g.uscc = p.gc_uscc and g.known_to is null
		where p.known_to is null and p.project_code = $code`,
		{ code: subject },
		projectRow
	);
	if (!row) {
		throw new RiskError('SUBJECT_UNKNOWN', `台账里没有项目“${subject}”，请核对项目编码后再起草。`, {
			subject
		});
	}
	return row;
}

const tierRow = z.object({
	name: z.string(),
	tier: z.number().nullable(),
	fired: z.string(),
	workers: z.coerce.number(),
	unpaid_fen: z.coerce.number(),
	as_of: z.string()
});

export type TierLine = z.infer<typeof tierRow>;

/** The latest judgement of a project or enterprise. @throws RiskError SUBJECT_UNKNOWN */
export async function tierLine({
	reader,
	subject,
	today
}: LetterContext): Promise<TierLine & { type: 'project' | 'enterprise' }> {
	const [row] = await reader.read(
		`select t.subject_type as type, t.name, t.tier, t.fired, t.workers_exposed as workers, t.unpaid_fen,
			cast(r.as_of as varchar) as as_of
		from tier_result t join score_run r on r.run_id = t.run_id
		where t.subject_code = $code and r.series = 'current' and r.as_of <= cast($today as date)
		order by r.as_of desc, r.run_id desc limit 1`,
		{ code: subject, today },
		tierRow.extend({ type: z.enum(['project', 'enterprise']) })
	);
	if (!row) {
		throw new RiskError('SUBJECT_UNKNOWN', `“${subject}”还没有评分结果，请先运行评分，或核对编码。`, {
			subject
		});
	}
	return row;
}
