import type { Filter } from '$lib/domain/filter';
import type { GroupKey } from '$lib/domain/list-view';
import { tierOf } from '$lib/domain/tier-key';
import type { Params } from '../warehouse/warehouse';

/** Letters that may be the beginning of something typed without an input method. */
const typed = /^[a-z0-9]*[a-z][a-z0-9]*$/i;
/** Below this, letters are looked for among first letters only: every name has an "an" in it somewhere. */
const fewLetters = 3;

const groupColumns: Readonly<Record<GroupKey, string>> = {
	street: 'now.street',
	sector: 'now.sector',
	contractor: 'p.gc_name'
};

/** Groups by the gravest of them; what no group holds comes last. */
export const groupOrder = (alias: string) =>
	`${alias}.group_key is null, ${alias}.red desc, ${alias}.yellow desc, ${alias}.workers desc, ${alias}.group_key`;

/**
 * The question for the subjects of a run that pass a filter, with what the ledger says of them and the group that
 * they are in; a template, to be filled by `rowsSeen`, for the parameters of `heldParams`.
 */
export function heldSubjects(type: 'project' | 'enterprise', group: GroupKey | undefined): string {
	const ledger =
		type === 'project'
			? {
					columns: `p.gc_name as contractor, p.owner_name as owner, p.status, p.contract_amount_fen as contract_fen,
						cast(null as varchar) as kind, cast(null as varchar) as grade`,
					join: 'left join {{projects}} as p on p.project_code = now.subject_code',
					names: 'or contains(p.gc_name, $q)'
				}
			: {
					columns: `cast(null as varchar) as contractor, cast(null as varchar) as owner, e.reg_status as status,
						cast(null as bigint) as contract_fen, e.enterprise_type as kind, e.credit_grade as grade`,
					join: 'left join {{enterprises}} as e on e.uscc = now.subject_code',
					names: ''
				};
	return `select now.subject_code, now.name, now.street, now.sector, now.tier, now.grey, now.priority, now.score,
			now.fired, now.workers_exposed as workers, now.unpaid_fen, ${ledger.columns},
			${group ? groupColumns[group] : 'cast(null as varchar)'} as group_key
		from tier_result as now
		${ledger.join}
		where now.run_id = $run_id and now.subject_type = $subject_type
			and ($street is null or now.street = $street)
			and ($sector is null or now.sector = $sector)
			and ($any_tier or now.tier is not distinct from cast($tier as tinyint))
			and ($q is null or contains(lower(now.name), lower($q)) or contains(lower(now.subject_code), lower($q))
				or contains(now.street, $q) ${ledger.names}
				or now.subject_code in (
					select k.subject_code from subject_key as k
					where k.subject_type = $subject_type
						and (contains(k.initials, $initials) or contains(k.letters, $letters))
				))`;
}

/** Values of `heldSubjects`. */
export function heldParams({
	runId,
	subjectType,
	filter
}: {
	runId: number;
	subjectType: 'project' | 'enterprise';
	filter: Filter;
}): Params {
	const initials = filter.q && typed.test(filter.q) ? filter.q.toLowerCase() : null;
	return {
		run_id: runId,
		subject_type: subjectType,
		street: filter.street ?? null,
		sector: filter.sector ?? null,
		any_tier: filter.tier === undefined,
		tier: filter.tier ? tierOf(filter.tier) : null,
		q: filter.q ?? null,
		initials,
		letters: initials !== null && initials.length >= fewLetters ? initials : null
	};
}
