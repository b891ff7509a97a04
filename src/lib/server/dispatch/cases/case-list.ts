import { z } from 'zod';
import type { Reader } from '../../warehouse/warehouse';

export const caseKinds = ['立案', '协调', '仲裁调解', '法院执行', '行业处理'] as const;
export const statGroups = ['工程建设领域', '制造业', '其他'] as const;
export const payers = [
	'用人单位',
	'总包垫付',
	'建设单位垫付',
	'工资保证金',
	'预售监管资金',
	'应急周转金',
	'应急储备金'
] as const;
export type CaseActKind = 'verified' | 'liability' | 'paid' | 'method' | 'note' | 'closed' | 'visited';

export interface CaseAct {
	readonly act: CaseActKind;
	readonly at: string;
	readonly actor: string;
	readonly workers: number | null;
	readonly amountFen: number | null;
	readonly party: string | null;
	readonly article: string | null;
	readonly choice: string | null;
	readonly words: string | null;
}

/** A case as its supplier sent it, with what people did about it. */
export interface Case {
	readonly no: string;
	readonly clueNo: string | null;
	readonly projectCode: string | null;
	readonly uscc: string | null;
	readonly name: string | null;
	readonly street: string | null;
	readonly kind: string;
	readonly statGroup: string;
	readonly openedAt: string;
	readonly closedAt: string | null;
	/** As reported. */
	readonly workers: number | null;
	readonly amountFen: number | null;
	/** Found by whoever verified: the newest act, else the supplier's own where it says so. */
	readonly verified: { readonly workers: number | null; readonly amountFen: number | null } | null;
	/** Money that reached the workers, as people wrote it down. */
	readonly paidFen: number;
	/** Verified and not yet paid; null where nothing was verified. A closed case owes nothing. */
	readonly owedFen: number | null;
	readonly paidFrom: string | null;
	readonly steps: readonly { readonly step: string; readonly day: string }[];
	readonly batchId: number;
	readonly rowNo: number;
	readonly acts: readonly CaseAct[];
}

const row = z.object({
	case_no: z.string(),
	clue_no: z.string().nullable(),
	project_code: z.string().nullable(),
	uscc: z.string().nullable(),
	name: z.string().nullable(),
	street: z.string().nullable(),
	case_kind: z.string(),
	stat_group: z.string(),
	opened_at: z.string(),
	closed_at: z.string().nullable(),
	worker_count: z.coerce.number().nullable(),
	amount_fen: z.coerce.number().nullable(),
	verified: z.boolean().nullable(),
	paid_from: z.string().nullable(),
	ordered_correct_at: z.string().nullable(),
	admin_decision_at: z.string().nullable(),
	admin_penalty_at: z.string().nullable(),
	police_transfer_at: z.string().nullable(),
	police_filed_at: z.string().nullable(),
	batch_id: z.coerce.number(),
	row_no: z.coerce.number()
});
const actRow = z.object({
	case_no: z.string(),
	act: z.enum(['verified', 'liability', 'paid', 'method', 'note', 'closed', 'visited']),
	at: z.string(),
	actor: z.string(),
	workers: z.coerce.number().nullable(),
	amount_fen: z.coerce.number().nullable(),
	party: z.string().nullable(),
	article: z.string().nullable(),
	choice: z.string().nullable(),
	words: z.string().nullable()
});

const stepColumns = [
	'ordered_correct_at',
	'admin_decision_at',
	'admin_penalty_at',
	'police_transfer_at',
	'police_filed_at'
] as const;

function caseOf(found: z.infer<typeof row>, acts: readonly CaseAct[]): Case {
	const newest = acts.findLast(({ act }) => act === 'verified');
	const verified =
		newest !== undefined
			? { workers: newest.workers, amountFen: newest.amountFen }
			: found.verified === true
				? { workers: found.worker_count, amountFen: found.amount_fen }
				: null;
	const closedAt = found.closed_at ?? acts.findLast(({ act }) => act === 'closed')?.at.slice(0, 10) ?? null;
	const paidFen = acts.reduce((sum, one) => sum + (one.act === 'paid' ? (one.amountFen ?? 0) : 0), 0);
	const owed = verified?.amountFen == null ? null : Math.max(0, verified.amountFen - paidFen);
	return {
		no: found.case_no,
		clueNo: found.clue_no,
		projectCode: found.project_code,
		uscc: found.uscc,
		name: found.name,
		street: found.street,
		kind: acts.findLast(({ act }) => act === 'method')?.choice ?? found.case_kind,
		statGroup: found.stat_group,
		openedAt: found.opened_at,
		closedAt,
		workers: found.worker_count,
		amountFen: found.amount_fen,
		verified,
		paidFen,
		owedFen: closedAt !== null && owed !== null ? 0 : owed,
		paidFrom: found.paid_from,
		steps: stepColumns.flatMap((step) => {
			const day = found[step];
			return day === null ? [] : [{ step, day }];
		}),
		batchId: found.batch_id,
		rowNo: found.row_no,
		acts
	};
}

/** Cases opened by a day, newest first; one alone, or those of one project or clue, where it is named. */
export async function caseList(
	reader: Reader,
	today: string,
	only: { readonly no?: string; readonly projectCode?: string; readonly clueNo?: string } = {}
): Promise<Case[]> {
	const rows = await reader.read(
		`select c.case_no, c.clue_no, c.project_code, coalesce(c.uscc, p.gc_uscc) as uscc,
			coalesce(p.project_name, e.name) as name, coalesce(p.street, e.street) as street, c.case_kind, c.stat_group,
			cast(c.opened_at as varchar) as opened_at, cast(c.closed_at as varchar) as closed_at, c.worker_count, c.amount_fen,
			c.verified, c.paid_from, ${stepColumns.map((step) => `cast(c.${step} as varchar) as ${step}`).join(', ')},
			c.batch_id, c.row_no
		from feed_cases c
		left join feed_projects p on p.project_code = c.project_code and p.known_to is null
		left join feed_enterprises e on e.uscc = c.uscc and e.known_to is null
		where c.known_to is null and c.opened_at <= cast($today as date) and ($no is null or c.case_no = $no)
			and ($project is null or c.project_code = $project) and ($clue is null or c.clue_no = $clue)
		order by c.opened_at desc, c.case_no desc`,
		{ today, no: only.no ?? null, project: only.projectCode ?? null, clue: only.clueNo ?? null },
		row
	);
	const acts = await reader.read(
		`select case_no, act, strftime(acted_at, '%Y-%m-%d %H:%M') as at, actor, workers, amount_fen, party, article, choice, words
		from case_act where ($no is null or case_no = $no) order by acted_at`,
		{ no: only.no ?? null },
		actRow
	);
	const byCase = Map.groupBy(acts, ({ case_no }) => case_no);
	return rows.map((found) =>
		caseOf(
			found,
			(byCase.get(found.case_no) ?? []).map(({ case_no: _no, amount_fen, ...act }) => ({
				...act,
				amountFen: amount_fen
			}))
		)
	);
}
