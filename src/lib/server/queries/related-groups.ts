import { z } from 'zod';
import type { Tier } from '$lib/domain/severity';
import { tierKey, type TierKey } from '$lib/domain/tier-key';
import type { Reader } from '../warehouse/warehouse';

/** Part that an enterprise has in a project. */
export type PartKind = 'contractor' | 'labour' | 'owner';
export const partKinds = ['contractor', 'labour', 'owner'] as const satisfies readonly PartKind[];

/**
 * Who stands behind a project: the person who represents two or more of the enterprises on projects in law, else the
 * enterprise itself. A chain ends there: followed on through labour companies and owners it would hold nearly every project of
 * a district in one group. Owners of projects that the government or a state-owned enterprise pays for are no root: they
 * are hubs that everything hangs on.
 */
const memberSql = `role as (
		select project_code, 'contractor' as kind, gc_uscc as uscc from feed_projects
		where known_to is null and gc_uscc is not null
		union
		select project_code, 'contractor', uscc from feed_project_parties
		where known_to is null and party_role = '总包'
		union
		select project_code, 'labour', uscc from feed_project_parties
		where known_to is null and party_role = '劳务'
		union
		select project_code, 'owner', owner_uscc from feed_projects
		where known_to is null and owner_uscc is not null
			and not coalesce(is_gov_invest, false) and not coalesce(is_soe, false)
	),
	listed as (
		select uscc, max(name) as name, max(legal_rep_key) as person
		from feed_enterprises
		where known_to is null
		group by uscc
	),
	shared_person as (
		select l.person
		from listed l
		where l.person is not null and l.uscc in (select r.uscc from role r)
		group by l.person
		having count(*) >= 2
	),
	member as (
		select r.project_code, r.kind, r.uscc, coalesce(l.name, r.uscc) as company, s.person,
			case when s.person is null then 'c' || r.uscc else 'p' || cast(s.person as varchar) end as root
		from role r
		left join listed l on l.uscc = r.uscc
		left join shared_person s on s.person = l.person
	)`;

const groupRow = z.object({
	root: z.string(),
	person: z.string().nullable(),
	company: z.string(),
	companies: z.coerce.number(),
	kinds: z.string(),
	projects: z.coerce.number(),
	streets: z.coerce.number(),
	red: z.coerce.number(),
	yellow: z.coerce.number(),
	worst: z.coerce.number().nullable(),
	workers: z.coerce.number(),
	unpaid_fen: z.coerce.number(),
	total: z.coerce.number(),
	hubs: z.coerce.number()
});

/** Projects with one root, and what hangs on them together. */
export interface RelatedGroup {
	readonly root: string;
	/** Masked name of the person behind several enterprises; null where the root is an enterprise. */
	readonly person: string | null;
	/** Name of the enterprise, or of one of them. */
	readonly company: string;
	readonly companies: number;
	readonly kinds: readonly PartKind[];
	readonly projects: number;
	readonly streets: number;
	readonly red: number;
	readonly yellow: number;
	readonly worst: TierKey;
	readonly workers: number;
	readonly unpaidFen: number;
}

export interface RelatedPage {
	readonly groups: RelatedGroup[];
	/** How many match, on all pages. */
	readonly total: number;
	/** Roots left out because more projects than the limit hang on them. */
	readonly hubs: number;
}

export interface RelatedParams {
	readonly runId: number;
	/** Only groups that hold this project, or null. */
	readonly project: string | null;
	/** Only groups that hold this enterprise, or null. */
	readonly uscc: string | null;
	readonly kind: PartKind | null;
	/** Groups of one street are shown too. */
	readonly withinStreet: boolean;
	/** A root with more projects than this is a hub and no group. */
	readonly hubProjects: number;
	readonly limit: number;
	readonly offset: number;
}

/** Groups of two or more projects with one root, the gravest first. */
export async function relatedGroups(reader: Reader, params: RelatedParams): Promise<RelatedPage> {
	const rows = await reader.read(
		`with ${memberSql},
		once as (
			select distinct m.root, m.project_code from member m
		),
		exposure as (
			select o.root, count(*) as projects, count(distinct coalesce(t.street, '')) as streets,
				sum(case when t.tier = 3 then 1 else 0 end) as red, sum(case when t.tier = 2 then 1 else 0 end) as yellow,
				max(t.tier) as worst, sum(t.workers_exposed) as workers, sum(t.unpaid_fen) as unpaid_fen
			from once o
			join tier_result t on t.run_id = $run and t.subject_type = 'project' and t.subject_code = o.project_code
			group by o.root
			having count(*) >= 2
		),
		named as (
			select m.root, min(m.company) as company, count(distinct m.uscc) as companies, min(m.person) as person,
				string_agg(distinct m.kind, ';' order by m.kind) as kinds
			from member m
			group by m.root
		),
		shown as (
			select x.*, n.company, n.companies, n.person, n.kinds, x.projects > $hub as is_hub
			from exposure x
			join named n on n.root = x.root
			where ($within or x.streets >= 2)
				and ($kind is null or contains(';' || n.kinds || ';', ';' || $kind || ';'))
				and ($project is null or x.root in (select m.root from member m where m.project_code = $project))
				and ($uscc is null or x.root in (select m.root from member m where m.uscc = $uscc))
		)
		select s.root, v.mask as person, s.company, s.companies, s.kinds, s.projects, s.streets, s.red, s.yellow, s.worst,
			s.workers, s.unpaid_fen, count(*) over () as total,
			(select count(*) from shown h where h.is_hub) as hubs
		from shown s
		left join pii_value v on v.pii_key = s.person
		where not s.is_hub
		order by s.red desc, s.yellow desc, s.unpaid_fen desc, s.projects desc, s.root
		limit $limit offset $offset`,
		{
			run: params.runId,
			hub: params.hubProjects,
			within: params.withinStreet,
			kind: params.kind,
			project: params.project,
			uscc: params.uscc,
			limit: params.limit,
			offset: params.offset
		},
		groupRow
	);
	return {
		groups: rows.map(({ unpaid_fen, worst, kinds, total: _total, hubs: _hubs, ...rest }) => ({
			...rest,
			kinds: kinds.split(';') as PartKind[],
			worst: tierKey(worst as Tier),
			unpaidFen: unpaid_fen
		})),
		total: rows[0]?.total ?? 0,
		hubs: rows[0]?.hubs ?? 0
	};
}

const memberRow = z.object({
	project_code: z.string(),
	name: z.string(),
	street: z.string().nullable(),
	tier: z.coerce.number().nullable(),
	workers: z.coerce.number(),
	unpaid_fen: z.coerce.number(),
	kind: z.enum(partKinds),
	uscc: z.string(),
	company: z.string(),
	person: z.string().nullable()
});

/** One line between an enterprise of a group and a project of it. */
export interface RelatedLink {
	readonly project: string;
	readonly name: string;
	readonly street: string | null;
	readonly tier: TierKey;
	readonly workers: number;
	readonly unpaidFen: number;
	readonly kind: PartKind;
	readonly uscc: string;
	readonly company: string;
	/** Masked name of the person that the group hangs on, or null. */
	readonly person: string | null;
}

/** Every line of one group: enterprise, its part, project; the gravest project first. */
export async function relatedLinks(
	reader: Reader,
	params: { readonly runId: number; readonly root: string }
): Promise<RelatedLink[]> {
	const rows = await reader.read(
		`with ${memberSql}
		select m.project_code, t.name, t.street, t.tier, t.workers_exposed as workers, t.unpaid_fen, m.kind, m.uscc,
			m.company, v.mask as person
		from member m
		join tier_result t on t.run_id = $run and t.subject_type = 'project' and t.subject_code = m.project_code
		left join pii_value v on v.pii_key = m.person
		where m.root = $root
		order by t.tier desc nulls last, t.unpaid_fen desc, m.project_code, m.kind, m.uscc
		limit 400`,
		{ run: params.runId, root: params.root },
		memberRow
	);
	return rows.map(({ project_code, tier, unpaid_fen, ...rest }) => ({
		...rest,
		project: project_code,
		tier: tierKey(tier as Tier),
		unpaidFen: unpaid_fen
	}));
}
