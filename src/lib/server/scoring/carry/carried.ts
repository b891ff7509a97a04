import { daysBetween } from '$lib/domain/day';
import { feeds } from '$lib/domain/feeds';
import { indicators } from '$lib/server/indicators/registry';
import { intermediateModels } from '$lib/server/warehouse/intermediate-models';
import { storedColumns } from '$lib/server/warehouse/feed-tables';
import { sqlText } from '$lib/server/warehouse/sql-values';
import { renderSql, usedParams, type Templates } from '$lib/server/warehouse/render';
import type { Transaction } from '$lib/server/warehouse/warehouse';
import { askSql, touchedSql } from './ask-again';
import type { BaseRun, WholeReason } from './base-run';

/** What judging needs in order to work out some subjects again and take over the others from an earlier run. */
export interface Carried {
	readonly base: BaseRun;
	/** Stand before those of the day: only rows of subjects that are asked again. */
	readonly templates: Templates;
	/** Statements to run once a model, or the tiers of projects, stand: what is known of their neighbours. */
	readonly after: Readonly<Record<string, string>>;
	/** SQL of a kept value, row `v` of the base run, as it stands today. */
	readonly value: string;
	readonly askedProjects: number;
}

/** Where more than this share of the projects is due, working out everything is quicker. */
const usualShare = 0.3;

/** How a row of a feed names the subject that alone it speaks of; feeds that speak of several are read whole. */
const subjectOf: Readonly<Record<string, 'project_code' | 'uscc' | 'subject_code'>> = {
	roster: 'project_code',
	attendance: 'project_code',
	payroll: 'project_code',
	special_accounts: 'project_code',
	account_transactions: 'project_code',
	disbursements: 'project_code',
	progress: 'project_code',
	deposits: 'project_code',
	guarantees: 'project_code',
	inspections: 'project_code',
	tax: 'uscc',
	social_insurance: 'uscc',
	credit_events: 'uscc',
	deferral_reports: 'uscc',
	utilities: 'subject_code'
};
/** Read by several models: the rows asked for are taken out once. */
const readOften = ['payroll', 'attendance', 'account_transactions', 'roster'];

const inAsked = (column: string) =>
	column === 'project_code'
		? `${column} in (select project_code from asked_project)`
		: `${column} in (select uscc from asked_enterprise)`;

/** The columns of a feed that judging names at all. */
function columnsRead(feed: string): string {
	const texts = [
		...intermediateModels.map(({ sql }) => sql),
		...[...indicators.values()].flatMap(({ sql, enterpriseSql }) => [sql, enterpriseSql ?? ''])
	];
	const words = new Set(texts.join(' ').match(/\w+/g));
	const columns = storedColumns(feeds.get(feed)!).map(({ name }) => name);
	return columns.filter((name) => words.has(name)).join(', ');
}

function restrictedRows(): Templates {
	return Object.fromEntries(
		Object.entries(subjectOf).map(([feed, column]) => [
			feed,
			readOften.includes(feed)
				? `(select * from asked_${feed})`
				: `(select * from feed_${feed} where known_to is null and ${inAsked(column)})`
		])
	);
}

/** Neighbours are projects of an enterprise that is asked about, which are not asked about themselves. */
function neighboursSql(base: BaseRun): Record<string, string> {
	const neighbour = `(
		select distinct x.project_code from int_project_enterprise x
		where x.project_code not in (select project_code from asked_project))`;
	const tiers = `tier_result t join ${neighbour} n on n.project_code = t.subject_code
		where t.run_id = ${base.runId} and t.subject_type = 'project'`;
	return {
		int_exposure: `insert into int_exposure select t.subject_code, t.workers_exposed, t.unpaid_fen from ${tiers}`,
		int_overdue_project: `insert into int_overdue_project
			select distinct m.project_code from mart_wage_month m join ${neighbour} n on n.project_code = m.project_code
			where m.run_id = ${base.runId} and m.past_due
				and ((m.line_count > 0 and m.paid_fen < m.net_fen) or (m.line_count = 0 and m.worked))`,
		project_tier: `insert into project_tier select t.subject_code, t.tier, t.grey, t.grey_reason, t.clause, t.fired from ${tiers}`
	};
}

const movingIds = () =>
	[...indicators.values()].flatMap(({ id, moves }) => (moves === undefined ? [] : [sqlText(id)])).join(', ');

/** A kept value, moved by the days that passed. */
function movedValue(days: number, workdays: number): string {
	const cases = [...indicators.values()].flatMap(({ id, moves }) =>
		moves === undefined
			? []
			: [`when '${id}' then ${renderSql(moves, { days_on: String(days), workdays_on: String(workdays) })}`]
	);
	// Most rows do not move: they are let through by one look-up instead of one comparison an indicator.
	return `case when v.value is not null and v.indicator in (${movingIds()})
		then v.value + case v.indicator ${cases.join(' ')} else 0 end else v.value end`;
}

async function workdaysBetween(tx: Transaction, from: string, to: string): Promise<number> {
	const [row] = await tx.all(
		`select coalesce(max(case when day = cast($to as date) then workdays end)
			- max(case when day = cast($from as date) then workdays end), 0) as n
		from workday_count where day in (cast($from as date), cast($to as date))`,
		{ from, to }
	);
	return Number(row?.['n']);
}

/** What the base run did not see yet. */
async function arrivedSince(tx: Transaction, base: BaseRun) {
	const rows = await tx.all(
		`select distinct feed, strftime(received_at, '%Y-%m-%d %H:%M:%S.%f') as received_at from batch
		where batch_id > $last`,
		{ last: base.lastBatch }
	);
	return {
		feeds: new Set(rows.map((row) => String(row['feed']))),
		receivedAt: [...new Set(rows.map((row) => String(row['received_at'])))]
	};
}

/**
 * Finds who must be asked again since `base`, and takes out their rows. Needs the tables of parameters.
 * @param severity renders the step from the candidates of a table to rows of `judged`
 */
export async function carryOn(
	on: (step: string) => Transaction,
	base: BaseRun,
	day: {
		readonly asOf: string;
		readonly templates: Templates;
		readonly severity: (table: string) => string;
		readonly mostShare?: number;
	}
): Promise<Carried | WholeReason> {
	const templates: Templates = { ...day.templates, before: 'cast($before as date)' };
	const run = (step: string, sql: string) => {
		const rendered = renderSql(sql, templates);
		return on(step).run(rendered, usedParams(rendered, { as_of: day.asOf, before: base.asOf }));
	};
	const workdays = await workdaysBetween(on('ask again'), base.asOf, day.asOf);
	const value = movedValue(daysBetween(base.asOf, day.asOf), workdays);

	await run(
		'moved',
		`create or replace temp table moved_candidate as
		select v.subject_type, v.subject_code, v.indicator, v.measure, '' as reported, '' as band, ${value} as value,
			v.null_reason, v.period, cast(null as integer) as severity_cap
		from indicator_value v
		where v.run_id = ${base.runId} and v.value is not null
			and v.indicator in (${movingIds()}) and (${value}) <> v.value`
	);
	await run('moved', 'delete from judged');
	await run('moved', day.severity('moved_candidate'));
	await run(
		'moved',
		`create or replace temp table moved as
		select v.subject_type, v.subject_code, v.severity, j.severity as severity_now
		from judged j
		join indicator_value v on v.run_id = ${base.runId} and v.subject_type = j.subject_type
			and v.subject_code = j.subject_code and v.indicator = j.indicator and v.measure = j.measure`
	);
	await run('touched', touchedSql(base, await arrivedSince(on('touched'), base)));
	for (const sql of askSql(base)) await run('ask again', sql);
	const [count] = await on('ask again').all(
		`select (select count(*) from asked_project) as asked,
			(select count(*) from tier_result where run_id = ${base.runId} and subject_type = 'project') as there`
	);
	const askedProjects = Number(count?.['asked']);
	if (askedProjects > (day.mostShare ?? usualShare) * Number(count?.['there'])) return 'too much changed';
	for (const feed of readOften)
		await run(
			`rows of ${feed}`,
			`create or replace temp table asked_${feed} as
			select ${columnsRead(feed)} from feed_${feed} where known_to is null and ${inAsked('project_code')}`
		);
	return {
		base,
		value,
		askedProjects,
		after: neighboursSql(base),
		templates: {
			...restrictedRows(),
			asked_project: (code) => `${code} in (select project_code from asked_project)`,
			asked_enterprise: (uscc) => `${uscc} in (select uscc from asked_enterprise)`
		}
	};
}

/** Whether what was worked out again fits what is taken over; otherwise why everything must be worked out. */
export async function misfit(tx: Transaction, { base, value }: Carried): Promise<WholeReason | null> {
	const contractor = `subject_type = 'enterprise' and indicator <> 'gc_contagion'`;
	const [contractors] = await tx.all(
		`with changed as (
			select distinct coalesce(j.subject_code, v.subject_code) as uscc
			from (
				select subject_code, indicator, measure, severity from judged where ${contractor} and grp = 'E'
			) j
			full join (
				select i.subject_code, i.indicator, i.measure, i.severity
				from indicator_value i
				join indicator_group g on g.indicator = i.indicator and g.grp = 'E'
				join asked_enterprise e on e.uscc = i.subject_code
				where i.run_id = ${base.runId} and i.subject_type = 'enterprise' and i.indicator <> 'gc_contagion'
			) v on v.subject_code = j.subject_code and v.indicator = j.indicator and v.measure = j.measure
			where j.severity is distinct from v.severity
		)
		select count(*) as n from changed c
		join feed_projects p on p.gc_uscc = c.uscc and p.known_to is null
		where p.project_code not in (select project_code from asked_project)`
	);
	if (Number(contractors?.['n']) > 0) return 'a contractor changed';
	const again = `select subject_code, indicator, measure, value, severity, null_reason, period from judged
		where subject_type = 'project' and subject_code in (select project_code from sampled)`;
	const kept = `select v.subject_code, v.indicator, v.measure, ${value}, v.severity, v.null_reason, v.period
		from indicator_value v
		where v.run_id = ${base.runId} and v.subject_type = 'project' and v.subject_code in (select project_code from sampled)`;
	const tierAgain = `select subject_code, tier, grey, clause, fired from project_tier
		where subject_code in (select project_code from sampled)`;
	const tierKept = `select subject_code, tier, grey, clause, fired from tier_result
		where run_id = ${base.runId} and subject_type = 'project' and subject_code in (select project_code from sampled)`;
	const differ = [
		[again, kept],
		[kept, again],
		[tierAgain, tierKept],
		[tierKept, tierAgain]
	].map(([a, b]) => `select count(*) as n from (${a} except all ${b}) as d`);
	const [sample] = await tx.all(`select sum(n) as n from (${differ.join(' union all ')}) as s`);
	return Number(sample?.['n']) > 0 ? 'the sample differed' : null;
}

/** Tables of a run whose rows belong to a subject each, and the column that names it. */
const keptTables = [
	['mart_wage_month', 'project_code'],
	['mart_runway', 'project_code'],
	['run_late_payer', 'project_code']
] as const;

/** Takes over, into the run, every row of the base run that speaks of a subject that was not asked again. */
export async function keepOn(
	on: (table: string) => Transaction,
	{ base, value }: Carried,
	run: number
): Promise<void> {
	await on('carry indicator_value').run(
		`insert into indicator_value
		select $run, v.subject_type, v.subject_code, v.indicator, v.measure, ${value}, v.severity, v.null_reason, v.period,
			v.basis
		from indicator_value v
		anti join asked a on a.subject_type = v.subject_type and a.subject_code = v.subject_code
		where v.run_id = ${base.runId}`,
		{ run }
	);
	await on('carry tier_result').run(
		`insert into tier_result
		select $run, v.* exclude (run_id) from tier_result v
		anti join asked a on a.subject_type = v.subject_type and a.subject_code = v.subject_code
		where v.run_id = ${base.runId}`,
		{ run }
	);
	for (const [table, column] of keptTables)
		await on(`carry ${table}`).run(
			`insert into ${table}
			select $run, v.* exclude (run_id) from ${table} v
			anti join asked_project a on a.project_code = v.${column}
			where v.run_id = ${base.runId}`,
			{ run }
		);
}
