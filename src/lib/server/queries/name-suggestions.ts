import { z } from 'zod';
import { nameReasons, type NameKind, type NameReason } from '$lib/domain/name-kind';
import { foldedName } from '../ingest/matching/fold-name';
import { alike, alikeInPlace, comparable, likeness } from '../ingest/matching/likeness';
import { provisional } from '../ingest/partial-forms';
import { standingNames } from '../ingest/matching/standing-names';
import type { Reader } from '../warehouse/warehouse';
import { waitingNames } from './name-queue';

const suggestedEach = 4;

const subjectRow = z.object({
	kind: z.enum(['project', 'enterprise']),
	code: z.string(),
	name: z.string(),
	street: z.string().nullable()
});

/** A project or an enterprise that a name may stand for. */
export type NamedSubject = z.infer<typeof subjectRow>;

/** A subject that a name may stand for, and why. */
export interface NameSuggestion extends NamedSubject {
	readonly reason: NameReason;
	/** How alike the names are, 0 to 1. */
	readonly likeness: number;
}

/** Every name that a subject has or had, with what else tells it apart. */
const subjects = `select 'project' as kind, project_code as code, project_name as name, street, gc_name as contractor,
		cast(null as bigint) as legal_rep, known_to is null as is_current from feed_projects
		where not starts_with(project_code, '${provisional}')
	union select 'enterprise', uscc, name, street, null, legal_rep_key, known_to is null from feed_enterprises`;

const suggestionSql = `with waiting as (${waitingNames}), unit_name as (
		select r->>'$.written' as written, min(r->>'$.unit') as unit
		from (select unnest(cast(cast($units as json) as json[])) as r) group by 1
	), asked as (
		select supplier, kind, name_folded, max(cells->>'$.gc_name') as contractor,
			max(try_cast(cells->>'$.legal_rep_key' as bigint)) as legal_rep, max(coalesce(u.unit, street)) as street
		from waiting left join unit_name u on u.written = waiting.street
		where (supplier, kind, name_folded) in (
			select (r->>'$.supplier', r->>'$.kind', r->>'$.folded')
			from (select unnest(cast(cast($names as json) as json[])) as r))
		group by supplier, kind, name_folded
	), subject as (
		select s.kind, s.code, s.name, s.contractor, s.legal_rep, s.is_current, coalesce(u.unit, s.street) as street,
			${foldedName('s.name')} as folded
		from (${subjects}) s left join unit_name u on u.written = s.street
	), asked_core as materialized (
		select *, ${foldedName('contractor')} as contractor_folded, ${comparable('name_folded')} from asked
	), subject_core as materialized (
		select *, ${foldedName('contractor')} as contractor_folded, ${comparable('folded')} from subject
	), pair as (
		select a.supplier, a.kind as asked_kind, a.name_folded, s.kind, s.code,
			${likeness('a', 's')} as likeness,
			a.name_folded = s.folded as is_same, s.is_current,
			coalesce(a.street = s.street, false) as same_street,
			coalesce(a.legal_rep = s.legal_rep, false) as same_rep,
			coalesce(a.contractor_folded = s.contractor_folded, false) as same_contractor,
			d.act_id is not null as is_decided
		from asked_core a
		join subject_core s on a.kind = 'subject' or s.kind = a.kind
		left join (${standingNames}) d on d.verdict = 'same' and d.supplier <> a.supplier and d.kind = a.kind
			and d.name_folded = a.name_folded and d.subject_code = s.code
	), reasoned as (
		select *, case
			when is_same and is_current then 0
			when is_decided then 1
			when is_same then 2
			when same_rep and likeness >= ${alikeInPlace} then 3
			when same_contractor and likeness >= ${alikeInPlace} then 4
			when same_street and likeness >= ${alikeInPlace} then 5
			when likeness >= ${alike} then 6 end as reason
		from pair
	), best as (
		select *, row_number() over (partition by supplier, asked_kind, name_folded, kind, code
			order by reason, likeness desc) as place
		from reasoned where reason is not null
	), ranked as (
		select *, row_number() over (partition by supplier, asked_kind, name_folded
			order by reason, likeness desc, kind, code) as rank
		from best where place = 1
	)
	select r.supplier, r.asked_kind, r.name_folded, r.kind, r.code, r.reason, r.likeness, c.name, c.street
	from ranked r join (select * from subject where is_current) c on c.kind = r.kind and c.code = r.code
	where r.rank <= ${suggestedEach}
	order by r.supplier, r.asked_kind, r.name_folded, r.rank`;

/** Names under which feeds write a unit, as the pack has them. */
export type UnitNames = readonly { readonly name: string; readonly aliases: readonly string[] }[];

const unitRows = (units: UnitNames) =>
	JSON.stringify(
		units.flatMap(({ name, aliases }) => [name, ...aliases].map((written) => ({ written, unit: name })))
	);

/** What tells a name of one supplier apart. */
export const nameKey = (name: { supplier: string; kind: NameKind; folded: string }): string =>
	JSON.stringify([name.supplier, name.kind, name.folded]);

/** Subjects that each of these waiting names may stand for, the best reason first, by `nameKey`. */
export async function nameSuggestions(
	reader: Reader,
	units: UnitNames,
	names: readonly { readonly supplier: string; readonly kind: NameKind; readonly folded: string }[]
): Promise<ReadonlyMap<string, readonly NameSuggestion[]>> {
	const rows = await reader.read(
		suggestionSql,
		{
			units: unitRows(units),
			names: JSON.stringify(names.map(({ supplier, kind, folded }) => ({ supplier, kind, folded })))
		},
		subjectRow.extend({
			supplier: z.string(),
			asked_kind: z.enum(['project', 'enterprise', 'subject']),
			name_folded: z.string(),
			reason: z.number(),
			likeness: z.number()
		})
	);
	const found = new Map<string, NameSuggestion[]>();
	for (const one of rows) {
		const key = nameKey({ supplier: one.supplier, kind: one.asked_kind, folded: one.name_folded });
		const { kind, code, name, street, likeness } = one;
		const reason = nameReasons[one.reason] ?? 'similar';
		found.set(key, [...(found.get(key) ?? []), { kind, code, name, street, likeness, reason }]);
	}
	return found;
}

const shownResults = 12;

/** Subjects whose name or code holds the words, the names most like them first. */
export async function findSubjects(
	reader: Reader,
	{ kind, words }: { kind: NameKind; words: string }
): Promise<NamedSubject[]> {
	return reader.read(
		`with sought as (select ${foldedName('cast($words as varchar)')} as folded)
		select s.kind, s.code, s.name, s.street
		from (${subjects}) s, sought w
		where s.is_current and ($kind = 'subject' or s.kind = $kind) and w.folded <> ''
			and (contains(${foldedName('s.name')}, w.folded) or starts_with(s.code, $words))
		order by jaro_winkler_similarity(${foldedName('s.name')}, w.folded) desc, s.code
		limit ${shownResults}`,
		{ kind, words },
		subjectRow
	);
}
