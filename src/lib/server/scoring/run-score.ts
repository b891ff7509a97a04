import { answersColumn } from '$lib/server/indicators/answered-columns';
import { indicators } from '$lib/server/indicators/registry';
import type { IndicatorDefinition } from '$lib/server/indicators/definition';
import type { WorkCalendar } from '$lib/server/policies/calendar';
import type { Policy } from '$lib/server/policies/policy';
import { intermediateModels } from '$lib/server/warehouse/intermediate-models';
import { renderSql, usedParams, type Templates } from '$lib/server/warehouse/render';
import type { Params, Transaction, Warehouse } from '$lib/server/warehouse/warehouse';
import { baseRun, type WholeReason } from './carry/base-run';
import { carryOn, keepOn, misfit, type Carried } from './carry/carried';
import { keepGround, type Ground } from './carry/ground';
import { rulesPrint } from './carry/rules-print';
import { dayTemplates, type View } from './day-templates';
import { fillParameterTables, greyFeeds } from './parameter-tables';
import contagionSql from './sql/contagion.sql?raw';
import countedSql from './sql/counted.sql?raw';
import exemptedSql from './sql/exempted.sql?raw';
import inForceSql from './sql/in-force.sql?raw';
import ofContractorSql from './sql/of-contractor.sql?raw';
import projectContractorSql from './sql/project-contractor.sql?raw';
import scoreSql from './sql/score.sql?raw';
import severitySql from './sql/severity.sql?raw';
import enterpriseTierSql from './sql/tier-enterprise.sql?raw';
import projectTierSql from './sql/tier-project.sql?raw';

export interface ScoreRequest extends View {
	/**
	 * current: replaces the day's shown result, which is kept as of the day when it was made; published: kept for ever;
	 * adhoc: replaces the last adhoc.
	 */
	readonly series: 'current' | 'published' | 'adhoc';
	/** Shanghai time of the run. */
	readonly scoredAt: string;
	/** Works out everything, where otherwise only what has changed since an earlier run of `current` would be. */
	readonly whole?: boolean;
	/** Share of the projects up to which only what has changed is worked out; 0.3 where nothing is said. */
	readonly mostShare?: number;
	/** Is told of every step that was done and how long it took. */
	readonly watch?: Watch;
}

/** Hears the name of a step and its milliseconds. */
export type Watch = (step: string, milliseconds: number) => void;

/** A transaction whose every statement is told to `watch` under the name of the step it belongs to. */
function watched(tx: Transaction, step: string, watch: Watch | undefined): Transaction {
	if (!watch) return tx;
	const timed = async <T>(work: () => Promise<T>): Promise<T> => {
		const started = performance.now();
		const result = await work();
		watch(step, performance.now() - started);
		return result;
	};
	return {
		...tx,
		run: (sql, params) => timed(() => tx.run(sql, params)),
		all: (sql, params) => timed(() => tx.all(sql, params))
	};
}

export interface ScoreOutcome {
	readonly runId: number;
	readonly projects: number;
	readonly enterprises: number;
	readonly milliseconds: number;
	/** Projects that were worked out again, the others being taken over from an earlier run; null: all were. */
	readonly askedProjects: number | null;
}

/** What judging needs beside the rows. */
export interface Rulebook {
	readonly policy: Policy;
	readonly calendar: WorkCalendar;
}

/**
 * Judges every project and enterprise for one day: indicators, severities, tiers, scores, and writes them in
 * one transaction. Run again for the same view, it replaces what it wrote with the same result.
 */
export async function runScore(
	warehouse: Warehouse,
	rules: Rulebook,
	request: ScoreRequest
): Promise<ScoreOutcome> {
	const started = performance.now();
	let ground: Ground | undefined;
	const judged = async (tx: Transaction) => {
		ground = await judgeChanged(tx, rules, request);
	};
	return warehouse.writeStaged(judged, async (tx) => {
		const on = (step: string) => watched(tx, step, request.watch);
		const [last] = await tx.all('select coalesce(max(run_id), 0) + 1 as run_id from score_run');
		const runId = Number(last?.['run_id'] ?? 1);
		await keep((table) => on(`keep ${table}`), rules.policy, request, runId);
		if (ground?.carried) await keepOn(on, ground.carried, runId);
		await forgetReplaced(on('forget the replaced run'), request);
		const milliseconds = Math.round(performance.now() - started);
		await tx.run(
			`insert into score_run values ($run, cast($as_of as date), cast($known_at as timestamp), $series,
				$pack, $sha, cast($scored as timestamp), $ms)`,
			{
				run: runId,
				as_of: request.asOf,
				known_at: request.knownAt,
				series: request.series,
				pack: rules.policy.code,
				sha: rules.policy.sha256,
				scored: request.scoredAt,
				ms: milliseconds
			}
		);
		await tx.run('insert into run_reach select $run, coalesce(max(batch_id), 0) from batch', { run: runId });
		if (ground) await keepGround(tx, ground, runId);
		const [counts] = await tx.all(
			`select sum(case when subject_type = 'project' then 1 else 0 end) as projects,
				sum(case when subject_type = 'enterprise' then 1 else 0 end) as enterprises
			from tier_result where run_id = $run`,
			{ run: runId }
		);
		const projects = Number(counts?.['projects'] ?? 0);
		const enterprises = Number(counts?.['enterprises'] ?? 0);
		const askedProjects = ground?.carried?.askedProjects ?? null;
		return { runId, projects, enterprises, milliseconds, askedProjects };
	});
}

/** Judges what has changed since an earlier run, where there is one and it can be told; otherwise everything. */
async function judgeChanged(tx: Transaction, rules: Rulebook, request: ScoreRequest): Promise<Ground> {
	const { watch } = request;
	const on = (step: string) => watched(tx, step, watch);
	const templates = dayTemplates(rules.policy, request);
	const params: Params = { as_of: request.asOf, known_at: request.knownAt };
	await fillParameterTables(on('parameters'), rules.policy, rules.calendar, request);
	await feedState((sql) => {
		const rendered = renderSql(sql, templates);
		return on('feed_state').run(rendered, usedParams(rendered, params));
	});
	const [silent] = await tx.all(
		`select coalesce(string_agg(feed, ';' order by feed), '') as feeds from feed_state where too_old`
	);
	const view = {
		asOf: request.asOf,
		rulesSha: rulesPrint(rules, request.asOf),
		silentFeeds: String(silent?.['feeds'])
	};
	const whole = async (reason: WholeReason): Promise<Ground> => {
		await judge(tx, rules, request, watch);
		return { ...view, carried: null, reason };
	};
	if (request.whole) return whole('asked for');
	if (request.series !== 'current' || request.knownAt !== null) return whole('another series');
	const base = await baseRun(on('ask again'), view);
	if (typeof base === 'string') return whole(base);
	await on('moved').run(judgedTable);
	const carried = await carryOn(on, base, {
		asOf: request.asOf,
		templates,
		severity: severityOf,
		...(request.mostShare !== undefined && { mostShare: request.mostShare })
	});
	if (typeof carried === 'string') return whole(carried);
	await judge(tx, rules, request, watch, carried);
	const reason = await misfit(on('compare the sample'), carried);
	return reason === null ? { ...view, carried, reason } : whole(reason);
}

/** Every table that holds rows of a run; the run itself last, because the others are found by it. */
export const tablesOfRun = [
	'indicator_value',
	'tier_result',
	'mart_wage_month',
	'mart_runway',
	'run_reach',
	'run_ground',
	'run_late_payer',
	'tier_as_judged',
	'counterfactual_answer',
	'score_run'
] as const;

/**
 * What was shown on an earlier day stays on record, so that the day can be seen as it was known then; of one day's
 * scorings only the last is kept.
 */
const keepEarlierDays = `update score_run set series = 'kept'
	where series = 'current' and as_of = cast($as_of as date)
		and cast(scored_at as date) < cast(cast($scored as timestamp) as date)`;

/** Forgets the run that this one replaces; it is not on record itself yet, and may have taken over rows of that one. */
async function forgetReplaced(tx: Transaction, request: ScoreRequest): Promise<void> {
	const replaced =
		request.series === 'current'
			? `series = 'current' and as_of = cast($as_of as date)`
			: `series = $series and as_of = cast($as_of as date)
				and known_at is not distinct from cast($known_at as timestamp)`;
	if (request.series !== 'published') {
		const params = {
			as_of: request.asOf,
			known_at: request.knownAt,
			series: request.series,
			scored: request.scoredAt
		};
		if (request.series === 'current') await tx.run(keepEarlierDays, usedParams(keepEarlierDays, params));
		for (const table of tablesOfRun) {
			const sql = `delete from ${table} where run_id in (select run_id from score_run where ${replaced})`;
			await tx.run(sql, usedParams(sql, params));
		}
	}
}

const judgedTable = `create or replace temp table judged (subject_type varchar, subject_code varchar,
	indicator varchar, measure varchar, value double, severity tinyint, null_reason varchar, period date, grp varchar,
	counts boolean)`;

/**
 * Fills the temporary tables project_tier, enterprise_tier, scored and judged for a view: of every subject, or of those
 * that `carried` asks about.
 */
export async function judge(
	tx: Transaction,
	{ policy, calendar }: Rulebook,
	view: View,
	watch?: Watch,
	carried?: Carried
): Promise<void> {
	const templates = { ...dayTemplates(policy, view), ...carried?.templates };
	const params: Params = { as_of: view.asOf, known_at: view.knownAt };
	const run = (step: string) => (sql: string) => {
		const rendered = renderSql(sql, templates);
		return watched(tx, step, watch).run(rendered, usedParams(rendered, params));
	};
	const neighbours = async (table: string) => {
		const sql = carried?.after[table];
		if (sql !== undefined) await run('neighbours')(sql);
	};
	if (!carried) await fillParameterTables(watched(tx, 'parameters', watch), policy, calendar, view);
	for (const model of intermediateModels) {
		await run(model.name)(`create or replace temp table ${model.name} as ${withoutHeader(model.sql)}`);
		await neighbours(model.name);
	}
	await measure((step) => watched(tx, step, watch), templates, params, carried ? 'at once' : 'one by one');
	await feedState(run('feed_state'));
	await feedSubjects(run('feed_state'));
	await run('judged')(judgedTable);
	await run('severity')(severityOf('candidate'));
	await run('counted')(countedSql);
	await run('exempted')(
		'create or replace temp table exempted (subject_type varchar, subject_code varchar, indicator varchar)'
	);
	for (const sql of [inForceSql, ofContractorSql, projectContractorSql]) await run('counted')(sql);
	await giveTiers(run, neighbours);
	const exempted = await run('exempted')(exemptedSql);
	await keepAsJudged(run);
	if (exempted > 0) {
		await run('exempted')(`delete from judged where indicator = 'gc_contagion'`);
		await giveTiers(run, neighbours);
	}
	await run('score')(scoreSql);
}

/** Runs one statement under the name of its step; answers the number of rows changed. */
type RunStep = (step: string) => (sql: string) => Promise<number>;

/** Tiers of all subjects, by what counts: every indicator before exemptions are known, the rest of them after. */
async function giveTiers(run: RunStep, neighbours: (table: string) => Promise<void>): Promise<void> {
	await run('project_tier')(projectTierSql);
	await neighbours('project_tier');
	await run('contagion')(contagionSql);
	await run('severity of contagion')(severityOf('late_candidate'));
	await run('enterprise_tier')(enterpriseTierSql);
}

/** Sets the tiers aside as they stand with every indicator in; an exemption must not hide them. */
async function keepAsJudged(run: RunStep): Promise<void> {
	await run('exempted')(`create or replace temp table as_judged as
		select 'project' as subject_type, subject_code, tier, clause, fired from project_tier
		where exists (select 1 from exempted)
		union all
		select 'enterprise', subject_code, tier, clause, fired from enterprise_tier
		where exists (select 1 from exempted)`);
}

/** The step from candidates to severities, over one table of candidates. */
const severityOf = (candidates: string) =>
	renderSql(severitySql, {
		candidates,
		holds: (op, bound) =>
			`(${['>=', '>', '<=', '<'].map((sign) => `(${op} = '${sign}' and c.value ${sign} ${bound})`).join(' or ')})`
	});

const withoutHeader = (sql: string) => sql.replaceAll(/^--.*$/gm, '');

/**
 * Runs every indicator into the temporary table `candidate`: at once where few subjects are asked about and a statement
 * costs more than its rows; one by one where there are many, so that their intermediate results do not stand together.
 */
async function measure(
	on: (step: string) => Transaction,
	templates: Templates,
	params: Params,
	pace: 'at once' | 'one by one'
): Promise<void> {
	const selects: [string, string][] = [];
	await on('candidate').run(`create or replace temp table candidate (
		subject_type varchar, subject_code varchar, indicator varchar, measure varchar, reported varchar, band varchar,
		value double, null_reason varchar, period date, severity_cap integer)`);
	for (const indicator of indicators.values()) {
		const asked: [string, string | undefined][] =
			indicator.subject === 'enterprise'
				? [['enterprise', indicator.sql]]
				: [
						['project', indicator.sql],
						['enterprise', indicator.enterpriseSql]
					];
		for (const [subject, sql] of asked) {
			if (sql === undefined || sql === '') continue;
			selects.push([indicator.id, renderSql(candidateSql(indicator, subject, sql), templates)]);
		}
	}
	const statements: [string, string][] =
		pace === 'at once'
			? [['indicators', selects.map(([, select]) => select).join('\nunion all\n')]]
			: selects;
	for (const [step, select] of statements)
		await on(step).run(`insert into candidate ${select}`, usedParams(select, params));
}

function candidateSql(indicator: IndicatorDefinition, subject: string, sql: string): string {
	const optional = (name: string, fallback: string) => (answersColumn(sql, name) ? `q.${name}` : fallback);
	const measureName = optional('measure', `''`);
	const reported = indicator.measures ? measureName : `''`;
	return `select '${subject}', q.subject_code, '${indicator.id}', ${measureName}, ${reported},
		${optional('band', `''`)}, case when q.null_reason is null then cast(q.value as double) end, q.null_reason,
		cast(${optional('period', 'null')} as date), cast(${optional('severity_cap', 'null')} as integer)
		from (${sql}) as q`;
}

/** How old the newest batch of each feed is; a correction or a decision on names is none. */
async function feedState(run: (sql: string) => Promise<number>): Promise<void> {
	await run(`create or replace temp table feed_state as
		select g.feed,
			max(b.received_at) is null or {{days(cast(max(b.received_at) as date), {{as_of}})}} > g.lag_days as too_old
		from feed_lag g
		left join (
			select d.feed, d.received_at from batch d left join batch_withdrawal w on w.batch_id = d.batch_id
			where (d.status = 'loaded' or w.withdrawn_at > cast($known_at as timestamp)) and d.accepted > 0
				and d.source_id not in ('matching', 'correction')
		) as b on b.feed = g.feed
			and ($known_at is null or b.received_at <= cast($known_at as timestamp))
		group by g.feed, g.lag_days`);
}

/** Which projects each feed ever spoke of. */
async function feedSubjects(run: (sql: string) => Promise<number>): Promise<void> {
	// Each model holds a row a project that its feed spoke of by the day.
	const models: Record<(typeof greyFeeds)[number], string> = {
		payroll: 'int_payroll_month',
		attendance: 'int_attendance_month',
		account_transactions: 'int_account_balance',
		disbursements: 'int_labour_fee'
	};
	const subjects = greyFeeds.map(
		(feed) => `select distinct '${feed}' as feed, project_code from ${models[feed]}`
	);
	await run(`create or replace temp table feed_subject as ${subjects.join(' union all ')}`);
}

/** Writes what was judged into the tables that pages and exports read. */
async function keep(
	on: (table: string) => Transaction,
	policy: Policy,
	view: View,
	run: number
): Promise<void> {
	await on('indicator_value').run(
		`insert into indicator_value
		select $run, j.subject_type, j.subject_code, j.indicator, j.measure, j.value, j.severity, j.null_reason,
			j.period, g.basis
		from judged j join indicator_group g on g.indicator = j.indicator
		order by j.subject_type, j.subject_code, j.grp, j.indicator, j.measure`,
		{ run }
	);
	await on('mart_wage_month').run(
		`insert into mart_wage_month
		select $run, project_code, wage_month, due_date, past_due, worked, line_count, net_fen, paid_fen, attendance_days
		from int_wage_month order by project_code, wage_month`,
		{ run }
	);
	await on('mart_runway').run(
		`insert into mart_runway
		select $run, project_code, k, wage_month, due_date, owed_fen, forecast_fen, inflow_fen, inflow_best_fen,
			balance_fen, arrears_fen, left_fen, covered, covered_best, covered_worst
		from int_runway order by project_code, k`,
		{ run }
	);
	await on('tier_as_judged').run(
		`insert into tier_as_judged
		select $run, a.subject_type, a.subject_code, a.tier, a.clause, a.fired, coalesce(x.indicators, '')
		from as_judged a
		left join (
			select subject_type, subject_code, string_agg(indicator, ';' order by indicator) as indicators
			from exempted group by subject_type, subject_code
		) x on x.subject_type = a.subject_type and x.subject_code = a.subject_code
		join (
			select 'project' as subject_type, subject_code, tier from project_tier
			union all select 'enterprise', subject_code, tier from enterprise_tier
		) n on n.subject_type = a.subject_type and n.subject_code = a.subject_code
		where x.indicators is not null or a.tier is distinct from n.tier
		order by a.subject_type, a.subject_code`,
		{ run }
	);
	const lateOn = renderSql('first_expected + {{runway_late_days}} + 1', dayTemplates(policy, view));
	await on('run_late_payer').run(
		`insert into run_late_payer
		select $run, project_code, ${lateOn} from int_labour_payer
		where ${lateOn} > cast($as_of as date) order by project_code`,
		{ run, as_of: view.asOf }
	);
	const units = policy.units.flatMap((unit) =>
		[unit.name, ...unit.aliases].map((alias) => ({ alias, name: unit.name }))
	);
	await on('unit_alias').run(
		`create or replace temp table unit_alias as
		select r->>'$.alias' as alias, min(r->>'$.name') as name
		from (select unnest(cast(cast($units as json) as json[])) as r) group by 1`,
		{ units: JSON.stringify(units) }
	);
	const priority = `s.score * ln(1 + x.workers_exposed) * ln(1 + greatest(x.unpaid_fen, 0) / 100.0 / 10000)`;
	await on('tier_result').run(
		`insert into tier_result
		select $run, 'project', t.subject_code, p.project_name, u.name, p.sector, t.tier, t.grey,
			t.grey_reason, s.score, ${priority}, t.clause, t.fired,
			x.workers_exposed, x.unpaid_fen
		from project_tier t
		join int_project p on p.project_code = t.subject_code
		join int_exposure x on x.project_code = t.subject_code
		left join unit_alias u on u.alias = p.street
		left join scored s on s.subject_type = 'project' and s.subject_code = t.subject_code
		order by t.subject_code`,
		{ run }
	);
	await on('tier_result').run(
		`insert into tier_result
		select $run, 'enterprise', t.subject_code, e.name, u.name, null, t.tier, t.grey, null, s.score,
			${priority}, t.clause, t.fired, x.workers_exposed, x.unpaid_fen
		from enterprise_tier t
		join int_enterprise e on e.uscc = t.subject_code and e.listed
		join (
			select n.uscc, coalesce(sum(y.workers_exposed), 0) as workers_exposed, coalesce(sum(y.unpaid_fen), 0) as unpaid_fen
			from int_enterprise n
			left join int_project_enterprise o on o.uscc = n.uscc
			left join int_exposure y on y.project_code = o.project_code
			group by n.uscc
		) x on x.uscc = t.subject_code
		left join unit_alias u on u.alias = e.street
		left join scored s on s.subject_type = 'enterprise' and s.subject_code = t.subject_code
		order by t.subject_code`,
		{ run }
	);
}
