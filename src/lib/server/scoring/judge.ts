import { answersColumn } from '$lib/server/indicators/answered-columns';
import type { IndicatorDefinition } from '$lib/server/indicators/definition';
import { indicators } from '$lib/server/indicators/registry';
import type { WorkCalendar } from '$lib/server/policies/calendar';
import type { Policy } from '$lib/server/policies/policy';
import { intermediateModels } from '$lib/server/warehouse/intermediate-models';
import { renderSql, usedParams, type Templates } from '$lib/server/warehouse/render';
import type { Params, Transaction } from '$lib/server/warehouse/warehouse';
import type { Carried } from './carry/carried';
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

/** Hears the name of a step and its milliseconds. */
export type Watch = (step: string, milliseconds: number) => void;

/** A transaction whose every statement is told to `watch` under the name of the step it belongs to. */
export function watched(tx: Transaction, step: string, watch: Watch | undefined): Transaction {
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

/** What judging needs beside the rows. */
export interface Rulebook {
	readonly policy: Policy;
	readonly calendar: WorkCalendar;
}

/** The table into which severities are written. */
export const judgedTable = `create or replace temp table judged (subject_type varchar, subject_code varchar,
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
	await giveSeverities(run, neighbours);
	await run('score')(scoreSql);
}

/**
 * Gives severities and tiers once more, by the lines of another policy, to what `judge` has measured on the same
 * connection; nothing is measured again. Only the lines may differ: parameters are part of the measuring.
 */
export async function judgeUnder(
	tx: Transaction,
	{ policy, calendar }: Rulebook,
	view: View,
	watch?: Watch
): Promise<void> {
	const templates = dayTemplates(policy, view);
	const params: Params = { as_of: view.asOf, known_at: view.knownAt };
	const run = (step: string) => (sql: string) => {
		const rendered = renderSql(sql, templates);
		return watched(tx, step, watch).run(rendered, usedParams(rendered, params));
	};
	await fillParameterTables(watched(tx, 'parameters', watch), policy, calendar, view);
	await giveSeverities(run, async () => undefined);
}

/** From candidates to tiers: severities, what counts and what is exempted, tiers with and without it. */
async function giveSeverities(run: RunStep, neighbours: (table: string) => Promise<void>): Promise<void> {
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
	if (exempted === 0) return;
	await run('exempted')(`delete from judged where indicator = 'gc_contagion'`);
	await giveTiers(run, neighbours);
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
export const severityOf = (candidates: string) =>
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
export async function feedState(run: (sql: string) => Promise<number>): Promise<void> {
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
