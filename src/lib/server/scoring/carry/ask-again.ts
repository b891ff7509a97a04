import { feeds } from '$lib/domain/feeds';
import { storedColumns } from '$lib/server/warehouse/feed-tables';
import { sqlText } from '$lib/server/warehouse/sql-values';
import type { BaseRun } from './base-run';
import { moments } from './moments';

/** Feeds whose rows are read of an enterprise's E, or of whether wages are open for it: its projects' tiers rest on them. */
const ofContractor = [
	'enterprises',
	'tax',
	'social_insurance',
	'utilities',
	'credit_events',
	'deferral_reports',
	'cases'
];
/** Subjects that are worked out again though nothing speaks for it, to see that nothing was missed. */
const sampleSize = 12;

interface NewBatches {
	/** Feeds of the batches that came after the base run. */
	readonly feeds: ReadonlySet<string>;
	/** When they were received. */
	readonly receivedAt: readonly string[];
}

/** Columns of a feed that name a subject. */
function subjectColumns(feed: string): { column: string; type: 'project' | 'enterprise' }[] {
	const definition = feeds.get(feed);
	if (!definition) throw new TypeError(`no feed ${feed}`);
	const names = storedColumns(definition).map(({ name }) => name);
	return [
		...(names.includes('project_code') ? [{ column: 'project_code', type: 'project' as const }] : []),
		...(names.includes('uscc') ? [{ column: 'uscc', type: 'enterprise' as const }] : []),
		...(names.includes('subject_code') ? [{ column: 'subject_code', type: 'enterprise' as const }] : [])
	];
}

/** Conditions on rows `r` of a feed that came, were closed, or began or ceased to count since the base run. */
function changedRows(feed: string, base: BaseRun, arrived: NewBatches): string[] {
	const dated = (moments[feed] ?? []).map((moment) => `r.known_to is null and ${moment}`);
	if (!arrived.feeds.has(feed)) return dated;
	const closedAt = arrived.receivedAt.map((at) => `timestamp ${sqlText(at)}`).join(', ');
	return [...dated, `r.batch_id > ${base.lastBatch}`, `r.known_to in (${closedAt})`];
}

/** Statements that fill `touched` (subject_type, subject_code, feed): what rows and dates speak of. */
export function touchedSql(base: BaseRun, arrived: NewBatches): string {
	const parts = Object.keys(moments).flatMap((feed) =>
		changedRows(feed, base, arrived).flatMap((condition) =>
			subjectColumns(feed).map(
				({ column, type }) =>
					`select distinct '${type}' as subject_type, r.${column} as subject_code, '${feed}' as feed
					from feed_${feed} r where ${condition} and r.${column} is not null`
			)
		)
	);
	return `create or replace temp table touched as ${parts.join(' union all ')}`;
}

/**
 * Statements that make asked_project and asked_enterprise out of `touched`: who must be worked out again. `moved`
 * holds the kept values that days move, as they stand now.
 */
export function askSql(base: BaseRun): string[] {
	const listed = (table: string, column: string) => `select ${column} from ${table}`;
	const builtBy = (enterprises: string) =>
		`select distinct project_code from related where builds and uscc in (${enterprises})`;
	return [
		// Relations of every version of a row: an enterprise that a project has left must be asked again too.
		`create or replace temp table related as
			select distinct project_code, uscc, builds from (
				select project_code, owner_uscc as uscc, false as builds from feed_projects
				union all select project_code, gc_uscc, true from feed_projects
				union all select project_code, uscc, false from feed_project_parties
			) as named where uscc is not null`,
		`create or replace temp table due_project as
			select subject_code as project_code from touched where subject_type = 'project'
			union
			-- A pay day that lay ahead has come, or wages of it are past due now.
			select r.project_code from feed_projects r
			join pay_calendar c on c.pay_day = coalesce(r.pay_day, 0) and c.in_next_month = coalesce(r.pay_in_next_month, false)
			where r.known_to is null and c.due_date >= {{before}} and c.due_date < {{as_of}}
			union
			select project_code from run_late_payer where run_id = ${base.runId} and late_on <= {{as_of}}
			union
			select subject_code from moved where subject_type = 'project' and severity is distinct from severity_now
			union
			select subject_code from exemption_act where subject_type = 'project'
			union
			select subject_code from tier_as_judged where run_id = ${base.runId} and subject_type = 'project'`,
		// Cases on one project count for all projects of its contractor.
		`insert into due_project
			select distinct o.project_code
			from related c
			join related o on o.uscc = c.uscc and o.builds
			where c.builds and c.project_code in (
				select t.subject_code from touched t
				where t.subject_type = 'project' and (t.feed = 'cases' or (t.feed = 'projects'
					and t.subject_code in (select project_code from feed_cases where project_code is not null))))`,
		`insert into due_project
			${builtBy(`select subject_code from touched where subject_type = 'enterprise'
				and feed in (${ofContractor.map(sqlText).join(', ')})`)}`,
		// Whether wages are open makes a registration red or yellow, where it is grave at all.
		`insert into due_project
			${builtBy(`select x.uscc from related x
				join indicator_value v on v.run_id = ${base.runId} and v.subject_type = 'enterprise'
					and v.subject_code = x.uscc and v.indicator = 'registration_abnormal' and v.severity >= 2
				where x.project_code in (${listed('due_project', 'project_code')})`)}`,
		`create or replace temp table sampled as
			select subject_code as project_code from tier_result
			where run_id = ${base.runId} and subject_type = 'project'
				and subject_code not in (${listed('due_project', 'project_code')})
			order by hash(subject_code, cast({{as_of}} as varchar)) limit ${sampleSize}`,
		`create or replace temp table asked_project as
			select project_code from due_project union select project_code from sampled`,
		`create or replace temp table asked_enterprise as
			select subject_code as uscc from touched where subject_type = 'enterprise'
			union
			select uscc from related where project_code in (${listed('asked_project', 'project_code')})
			union
			select subject_code from exemption_act where subject_type = 'enterprise'
			union
			select subject_code from tier_as_judged where run_id = ${base.runId} and subject_type = 'enterprise'`,
		`create or replace temp table asked as
			select 'project' as subject_type, project_code as subject_code from asked_project
			union all select 'enterprise', uscc from asked_enterprise`
	];
}
