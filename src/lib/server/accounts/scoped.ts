import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import type { RowScope } from '$lib/domain/roles';
import { sqlText } from '../warehouse/sql-values';
import type { Reader } from '../warehouse/warehouse';

/** Tables that speak of no project and no enterprise; everybody who may open the page may read them. */
const ofNobody = new Set([
	'score_run',
	'run_reach',
	'published_day',
	'calendar_act',
	'run_ground',
	'saved_view_act',
	'tiers_only_run',
	'boundary_import',
	'boundary_shape',
	'boundary_act',
	'schema_version',
	'job_run',
	'job_run_order',
	'job_run_product',
	'batch',
	'batch_withdrawal',
	'feed_silence',
	'feed_silence_act',
	'supply_reach',
	'pii_value',
	'feed_funds',
	'bulletin_act',
	'information_schema'
]);

/** Names of columns that make a row belong to a subject, by table. */
export type TableColumns = ReadonlyMap<string, ReadonlySet<string>>;

/** The columns of every table; asked once after the schema is up to date. */
export async function tableColumns(reader: Reader): Promise<TableColumns> {
	const rows = await reader.read(
		`select table_name, column_name from information_schema.columns where table_catalog = 'app'`,
		{},
		z.object({ table_name: z.string(), column_name: z.string() })
	);
	const tables = new Map<string, Set<string>>();
	for (const { table_name, column_name } of rows) {
		const columns = tables.get(table_name) ?? new Set();
		tables.set(table_name, columns.add(column_name));
	}
	return tables;
}

const inList = (column: string, values: readonly string[]) =>
	values.length === 0 ? 'false' : `${column} in (${values.map(sqlText).join(', ')})`;

/** Questions of which projects and enterprises a scope holds, as they are known now. */
function visibleSql(scope: RowScope, unitNames: UnitNames) {
	const places = scope.units?.flatMap(unitNames);
	const conditions = ['known_to is null'];
	if (places) conditions.push(inList('street', places));
	if (scope.sectors !== null) conditions.push(inList('sector', scope.sectors));
	const held = conditions.join(' and ');
	const projects = `select project_code from feed_projects where ${held}`;
	const enterprises = ['owner_uscc', 'gc_uscc'].map(
		(column) => `select ${column} from feed_projects where ${held} and ${column} is not null`
	);
	enterprises.push(
		`select uscc from feed_project_parties where known_to is null and project_code in (${projects})`
	);
	const inPlace = places ? inList('street', places) : 'false';
	if (places) enterprises.push(`select uscc from feed_enterprises where known_to is null and ${inPlace}`);
	return { projects, enterprises: enterprises.join(' union all '), inPlace };
}

/**
 * The rows of a table that a scope holds: by subject, by project, where that is not named by enterprise, where
 * that is not named either by street; where it names none of these, by the letter, the bare subject or the case that it
 * is of; undefined for a table that cannot be told apart.
 */
function predicateOf(
	columns: ReadonlySet<string>,
	visible: ReturnType<typeof visibleSql>
): string | undefined {
	const { projects, enterprises, inPlace } = visible;
	if (columns.has('subject_type') && columns.has('subject_code')) {
		return `(subject_type = 'project' and subject_code in (${projects})
			or subject_type = 'enterprise' and subject_code in (${enterprises}))`;
	}
	const steps: [string, string][] = [
		['project_code', `project_code in (${projects})`],
		['uscc', `uscc in (${enterprises})`],
		['street', inPlace]
	];
	const there = steps.filter(([column]) => columns.has(column));
	if (there.length === 0) {
		const ofSubject = `(subject_type = 'project' and subject_code in (${projects})
			or subject_type = 'enterprise' and subject_code in (${enterprises}))`;
		if (columns.has('letter_id')) return `letter_id in (select letter_id from letter where ${ofSubject})`;
		if (columns.has('subject_code'))
			return `(subject_code in (${projects}) or subject_code in (${enterprises}))`;
		if (!columns.has('case_no')) return undefined;
		return `case_no in (select case_no from feed_cases
			where known_to is null and (project_code in (${projects}) or project_code is null and uscc in (${enterprises})))`;
	}
	return there.reduceRight(
		(rest, [column, held]) => (rest === '' ? held : `(${held} or ${column} is null and ${rest})`),
		''
	);
}

/** All names that feeds use for a unit of the pack: its own and its aliases. */
export type UnitNames = (unit: string) => readonly string[];

/** Ends where a second table of a `from a, b` would begin. */
const listed = /\bfrom\s+[a-z_]\w*(?:\s+(?:as\s+)?[a-z_]\w*)?\s*,\s*$/i;
const afterTable = /^(\s+(?:as\s+)?)([a-z_]\w*)/i;
const notAnAlias = new Set(
	`where join left right inner full cross natural on using group order limit union except intersect having window qualify
	semi anti asof positional lateral offset select set values as and or`.split(/\s+/)
);

/**
 * Puts the scope into a question: every table that speaks of projects or enterprises is replaced by those of
 * its rows that the scope holds. A table that cannot be told apart, or one that stands where it cannot be
 * replaced, is refused: the question must be written so that it can.
 * @throws RiskError SCOPE_UNCLEAR
 */
export function scopedSql(sql: string, scope: RowScope, tables: TableColumns, unitNames: UnitNames): string {
	const visible = visibleSql(scope, unitNames);
	const known = /(\b(?:from|join)\s+)?(?<![\w.'"$])([a-z_]\w*)\b(?!\s*[.(])/gi;
	let result = '';
	let done = 0;
	for (const match of sql.matchAll(known)) {
		const [whole, lead, name = ''] = match;
		const columns = tables.get(name.toLowerCase());
		if (!columns || match.index < done) continue;
		if (ofNobody.has(name.toLowerCase())) continue;
		const predicate = predicateOf(columns, visible);
		// A table that cannot be told apart may lend its name to a column, as long as nobody reads from it.
		if (predicate === undefined && lead === undefined && !listed.test(sql.slice(0, match.index))) continue;
		if (predicate === undefined || lead === undefined) throw unclear(name);
		const rest = sql.slice(match.index + whole.length);
		const alias = afterTable.exec(rest);
		const hasAlias = alias !== null && !notAnAlias.has(alias[2]!.toLowerCase());
		result += `${sql.slice(done, match.index)}${lead}(select * from ${name} where ${predicate})${hasAlias ? '' : ` as ${name}`}`;
		done = match.index + whole.length;
	}
	return result + sql.slice(done);
}

const unclear = (name: string) =>
	new RiskError('SCOPE_UNCLEAR', `此查询不能按权限范围过滤（${name}），已拒绝；请把编号告诉管理员。`, {
		table: name
	});

/** The only way in which a page asks: what the person may not see is not there. */
export function scoped(reader: Reader, scope: RowScope, tables: TableColumns, unitNames: UnitNames): Reader {
	if (scope.units === null && scope.sectors === null) return { read: (...args) => reader.read(...args) };
	const rewritten = new Map<string, string>();
	return {
		read(sql, params, row) {
			let text = rewritten.get(sql);
			if (text === undefined) {
				text = scopedSql(sql, scope, tables, unitNames);
				rewritten.set(sql, text);
			}
			return reader.read(text, params, row);
		}
	};
}
