import { z } from 'zod';
import type { Tier } from '$lib/domain/severity';
import { tierKey, type TierKey } from '$lib/domain/tier-key';
import { renderSql, usedParams } from '../warehouse/render';
import type { Reader } from '../warehouse/warehouse';
import { rowsSeen } from './rows-seen';

const fact = z.object({
	subject_code: z.string(),
	name: z.string(),
	street: z.string().nullable(),
	tier: z.number().nullable(),
	grey: z.boolean(),
	score: z.coerce.number().nullable(),
	clause: z.string(),
	fired: z.string(),
	workers: z.number(),
	unpaid_fen: z.coerce.number(),
	enterprise_type: z.string().nullable(),
	reg_status: z.string().nullable(),
	credit_grade: z.string().nullable()
});

const part = z.object({
	project_code: z.string(),
	name: z.string(),
	role: z.string(),
	street: z.string().nullable(),
	tier: z.number().nullable(),
	unpaid_fen: z.coerce.number(),
	workers: z.number()
});

/** A project that an enterprise owns, builds or takes part in. */
export interface ProjectPart {
	readonly code: string;
	readonly name: string;
	readonly role: string;
	readonly street: string | null;
	readonly tier: TierKey;
	readonly unpaidFen: number;
	readonly workers: number;
}

/** One enterprise as a run judged it, with its projects, gravest first. */
export interface EnterpriseFacts {
	readonly uscc: string;
	readonly name: string;
	readonly street: string | null;
	readonly tier: TierKey;
	readonly score: number | null;
	/** 'project' where only its projects raised it. */
	readonly clause: string;
	readonly fired: readonly string[];
	readonly workers: number;
	readonly unpaidFen: number;
	readonly type: string | null;
	readonly status: string | null;
	readonly grade: string | null;
	readonly projects: readonly ProjectPart[];
}

/** An enterprise in a run; null where the run does not know it. */
export async function enterpriseFacts(
	reader: Reader,
	params: { runId: number; uscc: string; isKnownThen?: boolean }
): Promise<EnterpriseFacts | null> {
	const seen = await rowsSeen(reader, params.runId, params.isKnownThen ?? false);
	const ask = <T>(text: string, shape: z.ZodType<T>) => {
		const sql = renderSql(text, seen.templates);
		return reader.read(sql, usedParams(sql, { run: params.runId, uscc: params.uscc, ...seen.params }), shape);
	};
	const [found] = await ask(
		`select t.subject_code, t.name, t.street, t.tier, t.grey, t.score, t.clause, t.fired,
			t.workers_exposed as workers, t.unpaid_fen, e.enterprise_type, e.reg_status, e.credit_grade
		from tier_result t
		left join {{enterprises}} as e on e.uscc = t.subject_code
		where t.run_id = $run and t.subject_type = 'enterprise' and t.subject_code = $uscc`,
		fact
	);
	if (!found) return null;
	const parts = await ask(
		`select t.subject_code as project_code, t.name, string_agg(distinct x.role, '、' order by x.role) as role, t.street,
			t.tier, t.unpaid_fen, t.workers_exposed as workers
		from (
			select project_code, '建设单位' as role from {{projects}} as p where owner_uscc = $uscc
			union all
			select project_code, '总包' from {{projects}} as p where gc_uscc = $uscc
			union all
			select project_code, party_role from {{project_parties}} as p where uscc = $uscc
		) x
		join tier_result t on t.run_id = $run and t.subject_type = 'project' and t.subject_code = x.project_code
		group by all
		order by t.tier desc nulls last, t.unpaid_fen desc, t.subject_code`,
		part
	);
	return {
		uscc: found.subject_code,
		name: found.name,
		street: found.street,
		tier: tierKey(found.tier as Tier),
		score: found.score,
		clause: found.clause,
		fired: found.fired.split(';').filter(Boolean),
		workers: found.workers,
		unpaidFen: found.unpaid_fen,
		type: found.enterprise_type,
		status: found.reg_status,
		grade: found.credit_grade,
		projects: parts.map((one) => ({
			code: one.project_code,
			name: one.name,
			role: one.role,
			street: one.street,
			tier: tierKey(one.tier as Tier),
			unpaidFen: one.unpaid_fen,
			workers: one.workers
		}))
	};
}
