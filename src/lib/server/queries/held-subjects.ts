import type { Filter } from '$lib/domain/filter';
import type { GroupKey, ListKind } from '$lib/domain/list-view';
import { tierOf } from '$lib/domain/tier-key';
import type { Params } from '../warehouse/warehouse';
import { among } from './among';

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

/** Whether the order, the groups or the search of a list ask what only the ledger of projects says. */
const asksLedger = (type: ListKind, { sort, q }: Filter, group: GroupKey | undefined) =>
	type === 'project' &&
	(group === 'contractor' || sort === 'contractor' || sort === 'contract' || q !== undefined);

/**
 * The question for the subjects of a run that pass a filter: no more of them than their order and the group that
 * they are in need, because there may be 50,000. A template, to be filled by `rowsSeen`, for `heldParams`.
 */
export function heldSubjects(type: ListKind, filter: Filter, group: GroupKey | undefined): string {
	const ledger = asksLedger(type, filter, group)
		? {
				columns: 'p.gc_name as contractor, p.contract_amount_fen as contract_fen',
				join: 'left join {{projects}} as p on p.project_code = now.subject_code',
				names: 'or contains(p.gc_name, $q)'
			}
		: {
				columns: 'cast(null as varchar) as contractor, cast(null as bigint) as contract_fen',
				join: '',
				names: ''
			};
	return `select now.subject_code, now.name, now.street, now.sector, now.tier, now.priority, now.score,
			now.workers_exposed as workers, now.unpaid_fen, ${ledger.columns},
			${group ? groupColumns[group] : 'cast(null as varchar)'} as group_key
		from tier_result as now
		${ledger.join}
		where now.run_id = $run_id and now.subject_type = $subject_type
			and ${among('street', 'now.street')}
			and ${among('sector', 'now.sector')}
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
