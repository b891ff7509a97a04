import { feeds } from '$lib/domain/feeds';
import type { FeedDefinition } from '$lib/domain/feed';
import { storedColumns, storedKey } from '$lib/server/warehouse/feed-tables';
import { renderSql, usedParams, type Templates } from '$lib/server/warehouse/render';
import { sqlText } from '$lib/server/warehouse/sql-values';
import type { Transaction } from '$lib/server/warehouse/warehouse';
import { dayTemplates, runTemplates, type RunView } from '../day-templates';
import { judge, type Rulebook } from '../judge';
import { remedies } from './registry';

/** A time that a remedy can be used: once, or for one month. Its money may be made less, down to `leastFen`. */
export interface Option {
	/** Unique among the options of a project: remedy, and month where it has one. */
	readonly key: string;
	readonly remedy: string;
	/** First day of the month, or null. */
	readonly month: string | null;
	readonly amountFen: number | null;
	readonly leastFen: number | null;
	readonly people: number | null;
}

/** What judging a copy gave. */
export interface TrialResult {
	readonly tier: number | null;
	readonly clause: string;
	readonly fired: readonly string[];
}

export interface SandboxRequest {
	readonly project: string;
	readonly run: RunView;
}

/** A copy of what a project is judged by, in which remedies are tried; the real rows are not touched. */
export interface Sandbox {
	/** The project as the copy is judged before anything is done. */
	readonly base: TrialResult;
	readonly options: readonly Option[];
	/** Judges one copy for each list of things to do, all at once. */
	try(trials: readonly (readonly Option[])[]): Promise<TrialResult[]>;
	/** Day on which the last row that an obstacle counts leaves its window, by the SQL of the obstacle. */
	ask(sql: string): Promise<Record<string, unknown>[]>;
}

/** Columns that name a subject and so differ between the copies. */
const subjectColumns = ['project_code', 'uscc', 'gc_uscc', 'subject_code'];

function columnsOf(feed: FeedDefinition): Set<string> {
	return new Set(storedColumns(feed).map(({ name }) => name));
}

/** Rows of a feed that the tier of the project can depend on: its own, and those of its contractor. */
function concerns(feed: FeedDefinition): string {
	const columns = columnsOf(feed);
	const wages = ['payroll', 'attendance'];
	const conditions: string[] = [];
	if (feed.feed === 'projects') conditions.push('project_code in (select project_code from concerned)');
	// A case on another project of the contractor is a repeated one here; its wages decide how grave a struck-off
	// registration is.
	else if (feed.feed === 'cases') conditions.push('project_code in (select project_code from concerned)');
	else if (wages.includes(feed.feed))
		conditions.push('project_code in (select project_code from concerned where own or struck_off)');
	else if (columns.has('project_code')) conditions.push('project_code = $project');
	if (columns.has('uscc')) conditions.push('uscc = $contractor');
	if (columns.has('subject_code')) conditions.push('subject_code = $contractor');
	return conditions.length > 0 ? conditions.join(' or ') : 'false';
}

/** Whether two copies would hold the same key: a text that is a number of something and no person. */
function marked(feed: FeedDefinition): string[] {
	const keys = storedKey(feed).filter(({ source }) => source.type === 'text' && !source.pii);
	return storedColumns(feed)
		.filter((column) => subjectColumns.includes(column.name) || keys.includes(column))
		.map(({ name }) => name);
}

/** Puts the rows of the run that concern the project aside, as base_<feed>. */
async function copyAside(tx: Transaction, templates: Templates, params: Record<string, string | null>) {
	const run = (sql: string) => {
		const rendered = renderSql(sql, templates);
		return tx.run(rendered, usedParams(rendered, params));
	};
	await run(`create temp table concerned as
		select p.project_code, p.project_code = $project as own,
			exists (
				select 1 from {{credit_events}} e where e.uscc = $contractor and e.kind in ('注销', '吊销')
				union all
				select 1 from {{enterprises}} e where e.uscc = $contractor and e.reg_status in ('注销', '吊销')
			) as struck_off
		from {{projects}} p
		where p.project_code = $project or p.gc_uscc = $contractor or p.owner_uscc = $contractor
			or p.project_code in (select y.project_code from {{project_parties}} y where y.uscc = $contractor)`);
	for (const [name, feed] of feeds)
		await run(`create temp table base_${name} as
			select * replace (cast(null as timestamp) as known_to) from {{${name}}} as rows_of_run where ${concerns(feed)}`);
	await run(`create temp table base_exemption as select * from exemption_act
		where subject_code in ($project, $contractor)
			and ($known_at is null or acted_at <= cast($known_at as timestamp))`);
}

/** Makes a copy of the base for every mark; the first mark is empty, the project as it is. */
async function spread(tx: Transaction, count: number): Promise<void> {
	await tx.run(`create or replace temp table copy_mark as
		select '' as mark union all select '#' || n from (select unnest(range(1, ${count + 1})) as n) as numbers`);
	for (const [name, feed] of feeds) {
		const replaced = marked(feed).map((column) => `b.${column} || m.mark as ${column}`);
		const columns = replaced.length > 0 ? `b.* replace (${replaced.join(', ')})` : 'b.*';
		await tx.run(
			`create or replace temp table feed_${name} as select ${columns} from base_${name} b, copy_mark m`
		);
	}
	await tx.run(`create or replace temp table exemption_act as
		select b.* replace (b.subject_code || m.mark as subject_code) from base_exemption b, copy_mark m`);
}

/** Does everything that the table `trial` asks for; the statements are those of the remedies. */
export async function applyTrials(tx: Transaction, templates: Templates, asOf: string): Promise<void> {
	for (const remedy of remedies.values()) {
		const trials = `(select * from trial where remedy = '${remedy.id}')`;
		for (const sql of remedy.apply) {
			const rendered = renderSql(sql, { ...templates, trials });
			await tx.run(rendered, usedParams(rendered, { as_of: asOf }));
		}
	}
}

/** One thing to do in one copy. */
export interface TrialRow {
	readonly project: string;
	/** The project whose judged figures say what is missing. */
	readonly origin: string;
	readonly contractor: string | null;
	readonly option: Option;
}

/** Fills the table `trial`. */
export async function fillTrials(tx: Transaction, rows: readonly TrialRow[]): Promise<void> {
	const json = rows.map(({ project, origin, contractor, option }) => ({
		project_code: project,
		origin,
		uscc: contractor,
		remedy: option.remedy,
		month: option.month,
		amount_fen: option.amountFen
	}));
	await tx.run(
		`create or replace temp table trial as
		select r->>'$.project_code' as project_code, r->>'$.origin' as origin, r->>'$.uscc' as uscc, r->>'$.remedy' as remedy,
			r->>'$.month' as month, cast(r->>'$.amount_fen' as bigint) as amount_fen
		from (select unnest(cast(cast($rows as json) as json[])) as r)`,
		{ rows: JSON.stringify(json) }
	);
}

/** Every way in which a remedy can be used for a project that has been judged in this transaction. */
export async function optionsOf(
	tx: Transaction,
	templates: Templates,
	subject: { asOf: string; project: string; contractor: string | null }
): Promise<Option[]> {
	const named = {
		...templates,
		project: sqlText(subject.project),
		contractor: subject.contractor === null ? 'cast(null as varchar)' : sqlText(subject.contractor)
	};
	const options: Option[] = [];
	for (const remedy of remedies.values()) {
		const sql = renderSql(remedy.find, named);
		for (const row of await tx.all(sql, usedParams(sql, { as_of: subject.asOf }))) {
			const month = row['month'] === null ? null : String(row['month']);
			const number = (name: string) =>
				row[name] === null || row[name] === undefined ? null : Number(row[name]);
			options.push({
				key: month === null ? remedy.id : `${remedy.id}:${month.slice(0, 7)}`,
				remedy: remedy.id,
				month,
				amountFen: number('amount_fen'),
				leastFen: number('least_fen'),
				people: number('people')
			});
		}
	}
	return options;
}

/** Copies what the project is judged by, judges the copy and finds what could be done about it. */
export async function openSandbox(
	tx: Transaction,
	rules: Rulebook,
	request: SandboxRequest
): Promise<Sandbox> {
	const { project, run } = request;
	const { asOf, knownAt } = run;
	const templates = runTemplates(rules.policy, run);
	const found = renderSql('select gc_uscc from {{projects}} as p where project_code = $project', templates);
	const [row] = await tx.all(found, usedParams(found, { project, known_at: knownAt }));
	const contractor = row?.['gc_uscc'] === null || row === undefined ? null : String(row['gc_uscc']);
	await copyAside(tx, templates, { project, contractor, as_of: asOf, known_at: knownAt });
	// The copy holds what the run saw and nothing else, so it is judged as known now.
	const view = { asOf, knownAt: null };
	const inCopy = dayTemplates(rules.policy, view);

	const judged = async (): Promise<Map<string, TrialResult>> => {
		await judge(tx, rules, view);
		const rows = await tx.all('select subject_code, tier, clause, fired from project_tier');
		return new Map(
			rows.map((result) => [
				String(result['subject_code']),
				{
					tier: result['tier'] === null ? null : Number(result['tier']),
					clause: String(result['clause']),
					fired: String(result['fired']).split(';').filter(Boolean)
				}
			])
		);
	};
	const resultOf = (results: Map<string, TrialResult>, code: string): TrialResult => {
		const result = results.get(code);
		if (!result) throw new TypeError(`copy ${code} was not judged`);
		return result;
	};

	await spread(tx, 0);
	const base = resultOf(await judged(), project);
	const options = await optionsOf(tx, inCopy, { asOf, project, contractor });
	return {
		base,
		options,
		async try(trials) {
			await spread(tx, trials.length);
			await fillTrials(
				tx,
				trials.flatMap((list, index) =>
					list.map((option) => ({
						project: `${project}#${index + 1}`,
						origin: project,
						contractor: contractor === null ? null : `${contractor}#${index + 1}`,
						option
					}))
				)
			);
			await applyTrials(tx, inCopy, asOf);
			const results = await judged();
			return trials.map((_, index) => resultOf(results, `${project}#${index + 1}`));
		},
		ask(sql) {
			const named = {
				...inCopy,
				project: sqlText(project),
				contractor: contractor === null ? 'cast(null as varchar)' : sqlText(contractor)
			};
			const rendered = renderSql(sql, named);
			return tx.all(rendered, usedParams(rendered, { as_of: asOf }));
		}
	};
}
