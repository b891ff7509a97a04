import type { Policy } from '$lib/server/policies/policy';
import { renderSql, usedParams } from '$lib/server/warehouse/render';
import type { Params, Transaction, Warehouse } from '$lib/server/warehouse/warehouse';
import { baseRun, type WholeReason } from './carry/base-run';
import { carryOn, keepOn, misfit } from './carry/carried';
import { keepGround, type Ground } from './carry/ground';
import { rulesPrint } from './carry/rules-print';
import { dayTemplates, type View } from './day-templates';
import { feedState, judge, judgedTable, severityOf, watched, type Rulebook, type Watch } from './judge';
import { fillParameterTables } from './parameter-tables';

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
	/** Keeps tiers, scores, people and money alone: history needs no figures, and they are most of the room. */
	readonly tiersOnly?: boolean;
	/** Is told of every step that was done and how long it took. */
	readonly watch?: Watch;
}

export interface ScoreOutcome {
	readonly runId: number;
	readonly projects: number;
	readonly enterprises: number;
	readonly milliseconds: number;
	/** Projects that were worked out again, the others being taken over from an earlier run; null: all were. */
	readonly askedProjects: number | null;
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
		if (ground?.carried && !request.tiersOnly) await keepOn(on, ground.carried, runId);
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
		// A run without its figures is no ground to carry on from.
		if (request.tiersOnly) await tx.run('insert into tiers_only_run values ($run)', { run: runId });
		else if (ground) await keepGround(tx, ground, runId);
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
	if (request.whole || request.tiersOnly) return whole('asked for');
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
	'tiers_only_run',
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

/** Writes what was judged into the tables that pages and exports read. */
async function keep(
	on: (table: string) => Transaction,
	policy: Policy,
	view: ScoreRequest,
	run: number
): Promise<void> {
	if (!view.tiersOnly) await keepFigures(on, policy, view, run);
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

/** Writes the figures behind the tiers: indicator values, wage months, pay days ahead. */
async function keepFigures(
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
	const lateOn = renderSql('first_expected + {{runway_late_days}} + 1', dayTemplates(policy, view));
	await on('run_late_payer').run(
		`insert into run_late_payer
		select $run, project_code, ${lateOn} from int_labour_payer
		where ${lateOn} > cast($as_of as date) order by project_code`,
		{ run, as_of: view.asOf }
	);
}
