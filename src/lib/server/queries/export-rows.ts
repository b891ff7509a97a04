import { z } from 'zod';
import { erasedMask } from '$lib/domain/erased-mask';
import { feeds } from '$lib/domain/feeds';
import type { FeedDefinition } from '$lib/domain/feed';
import { storedColumn } from '$lib/server/warehouse/feed-tables';
import { sqlText } from '$lib/server/warehouse/sql-values';
import type { Params, Reader } from '$lib/server/warehouse/warehouse';

/** A table for export: every cell a text or null, in the order of `columns`. */
export interface ExportTable {
	readonly columns: readonly string[];
	readonly rows: readonly Readonly<Record<string, string | null>>[];
}

const cells = z.record(
	z.string(),
	z
		.union([z.string(), z.number(), z.boolean(), z.null()])
		.transform((cell) => (cell === null ? null : String(cell)))
);

async function table(
	reader: Reader,
	columns: readonly string[],
	sql: string,
	params: Params
): Promise<ExportTable> {
	return { columns, rows: await reader.read(sql, params, cells) };
}

const tierColumns = [
	'subject_type',
	'subject_code',
	'name',
	'tier',
	'grey',
	'score',
	'priority',
	'clause',
	'fired'
] as const;
const exemptionColumns = ['tier_as_judged', 'exempted'] as const;

/**
 * Tiers of a run: projects first, each by code. Where an exemption is in force, the tier with every indicator in and what
 * was taken out stand beside it; without one the table has the columns of the contract and no others.
 */
export async function exportTiers(reader: Reader, run: number): Promise<ExportTable> {
	const sql = `select t.subject_type, t.subject_code, t.name, t.tier, t.grey, t.score, t.priority, t.clause, t.fired,
			j.tier as tier_as_judged, coalesce(j.exempted, '') as exempted
		from tier_result t
		left join tier_as_judged j on j.run_id = t.run_id and j.subject_type = t.subject_type
			and j.subject_code = t.subject_code
		where t.run_id = $run
		order by t.subject_type desc, t.subject_code`;
	const { rows } = await table(reader, tierColumns, sql, { run });
	const isExempted = rows.some((row) => (row['exempted'] ?? '') !== '');
	return { columns: isExempted ? [...tierColumns, ...exemptionColumns] : tierColumns, rows };
}

const indicatorColumns = [
	'subject_type',
	'subject_code',
	'indicator',
	'value',
	'severity',
	'null_reason',
	'basis'
] as const;

/** Indicator values of a run; a measure of its own stands as `indicator.measure`. */
export function exportIndicators(reader: Reader, run: number): Promise<ExportTable> {
	const sql = `select subject_type, subject_code,
			case when measure = '' then indicator else indicator || '.' || measure end as indicator,
			value, severity, null_reason, basis
		from indicator_value where run_id = $run
		order by subject_type desc, subject_code, 3`;
	return table(reader, indicatorColumns, sql, { run });
}

const quarantineColumns = [
	'batch',
	'feed',
	'file',
	'sheet',
	'row',
	'column',
	'value',
	'reason',
	'state'
] as const;

/** Every alert that is or was: its state, published level, owner, and why. */
export function exportAlerts(reader: Reader): Promise<ExportTable> {
	const sql = `select a.subject_type, a.subject_code, t.name, cast(t.tier as varchar) as tier, a.state_name as state,
			cast(a.level as varchar) as level, cast(a.opened_on as varchar) as opened_on,
			cast(a.changed_on as varchar) as last_change, case when a.state->>'$.owner' is not null then e.actor end as owner, a.state->>'$.snoozedUntil' as snoozed_until,
			coalesce(a.state->>'$.relapsed', 'false') as relapsed, t.clause, t.fired
		from alert a
		join tier_result t on t.subject_type = a.subject_type and t.subject_code = a.subject_code
			and t.run_id = (select run_id from score_run where series = 'current' order by as_of desc, run_id desc limit 1)
		left join (
			select v.subject_type, v.subject_code, v.actor,
				row_number() over (partition by v.subject_type, v.subject_code order by v.at_time desc) as place
			from alert_event v where v.kind = 'claim'
		) e on e.subject_type = a.subject_type and e.subject_code = a.subject_code and e.place = 1
		where a.state_name not in ('normal', 'pending')
		order by a.level desc, a.subject_type, a.subject_code`;
	const columns = [
		'subject_type',
		'subject_code',
		'name',
		'tier',
		'state',
		'level',
		'opened_on',
		'last_change',
		'owner'
	];
	return table(reader, [...columns, 'snoozed_until', 'relapsed', 'clause', 'fired'], sql, {});
}

export function exportQuarantine(reader: Reader): Promise<ExportTable> {
	const sql = `select batch_id as batch, feed, file_name as file, sheet, row_no as "row",
			column_name as "column", value, reason, state
		from set_aside order by batch_id desc, row_no`;
	return table(reader, quarantineColumns, sql, {});
}

/** SQL of a stored column in the units of the contract; persons masked. */
function contractValue(feed: FeedDefinition, index: number): string {
	const column = feed.columns[index];
	if (!column) return 'null';
	const { name } = storedColumn(column);
	if (column.pii)
		return `case when r.${name} is not null then coalesce(p${index}.mask, ${sqlText(erasedMask)}) end`;
	switch (column.type) {
		case 'money_yuan':
			return `cast(r.${name} / cast(100 as decimal(18,2)) as decimal(18,2))`;
		case 'money_wan':
			return `cast(r.${name} / cast(1000000 as decimal(18,6)) as decimal(18,6))`;
		case 'month':
			return `strftime(r.${name}, '%Y-%m')`;
		default:
			return `r.${name}`;
	}
}

/** Rows of a feed as known at a moment (null: now), in the columns and units of the contract. */
export function exportFeed(reader: Reader, name: string, knownAt: string | null): Promise<ExportTable> {
	const feed = feeds.get(name);
	if (!feed) throw new TypeError(`no feed ${name}`);
	const picks = feed.columns.map(
		(column, index) => `cast(${contractValue(feed, index)} as varchar) as ${column.name}`
	);
	const masks = feed.columns
		.map((column, index) =>
			column.pii ? `left join pii_value p${index} on p${index}.pii_key = r.${storedColumn(column).name}` : ''
		)
		.join(' ');
	const known =
		knownAt === null
			? 'r.known_to is null'
			: 'r.known_from <= cast($known_at as timestamp) and (r.known_to is null or r.known_to > cast($known_at as timestamp))';
	const sql = `select ${picks.join(', ')} from feed_${feed.feed} r ${masks} where ${known}
		order by r.batch_id, r.row_no`;
	const columns = feed.columns.map((column) => column.name);
	return table(reader, columns, sql, knownAt === null ? {} : { known_at: knownAt });
}
