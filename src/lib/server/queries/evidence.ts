import { z } from 'zod';
import { erasedMask } from '$lib/domain/erased-mask';
import type { EvidenceGroup } from '$lib/domain/evidence';
import type { FeedDefinition } from '$lib/domain/feed';
import { feeds } from '$lib/domain/feeds';
import type { EvidenceSource } from '$lib/server/indicators/definition';
import { indicators } from '$lib/server/indicators/registry';
import type { Policy } from '$lib/server/policies/policy';
import { runTemplates } from '$lib/server/scoring/day-templates';
import { storedColumn } from '$lib/server/warehouse/feed-tables';
import { masksOf } from '$lib/server/warehouse/masks';
import { renderSql, usedParams, type Templates } from '$lib/server/warehouse/render';
import type { Params, Reader } from '$lib/server/warehouse/warehouse';
import { runView } from './run-view';

/** Most rows of one feed that are listed under a figure; the total is always said. */
const evidenceLimit = 50;

export interface EvidenceRequest {
	readonly runId: number;
	readonly subjectType: 'project' | 'enterprise';
	readonly subjectCode: string;
	readonly indicator: string;
	readonly measure?: string;
}

const numberTypes = new Set(['integer', 'number', 'money_yuan', 'money_wan', 'ratio']);

/** Columns worth a place under a figure: everything but names of columns that repeat the subject. */
function shownColumns(feed: FeedDefinition) {
	return feed.columns.filter((column) => column.type !== 'text' || column.required || column.pii === true);
}

function cellSql(feed: FeedDefinition, name: string): string {
	const column = feed.columns.find((candidate) => candidate.name === name);
	if (!column) return 'null';
	const stored = `r.${storedColumn(column).name}`;
	if (column.type === 'money_yuan') return `cast(${stored} / cast(100 as decimal(18,2)) as decimal(18,2))`;
	if (column.type === 'money_wan') return `cast(${stored} / cast(1000000 as decimal(18,6)) as decimal(18,2))`;
	if (column.type === 'month') return `strftime(${stored}, '%Y-%m')`;
	if (column.type === 'number' || column.type === 'ratio') return `cast(${stored} as double)`;
	return stored;
}

/**
 * The source rows behind a figure, feed by feed, as they were when the run judged.
 * An indicator or a run that does not exist gives no groups.
 */
export async function evidenceOf(
	reader: Reader,
	policy: Policy,
	request: EvidenceRequest
): Promise<EvidenceGroup[]> {
	const indicator = indicators.get(request.indicator);
	const run = await runView(reader, request.runId);
	if (!indicator || !run) return [];
	const [figure] = await reader.read(
		`select cast(period as varchar) as period from indicator_value
		where run_id = $run and subject_type = $type and subject_code = $subject
			and indicator = $indicator and measure = $measure`,
		{
			run: request.runId,
			type: request.subjectType,
			subject: request.subjectCode,
			indicator: request.indicator,
			measure: request.measure ?? ''
		},
		z.object({ period: z.string().nullable() })
	);
	const params = {
		as_of: run.asOf,
		known_at: run.knownAt,
		subject: request.subjectCode,
		period: figure?.period ?? null,
		run: request.runId
	};
	const templates = runTemplates(policy, run);
	return sourceRows(reader, templates, params, indicator.evidence);
}

/** Rows of several feeds that meet a condition each, with where they stand in their files. */
export async function sourceRows(
	reader: Reader,
	templates: Templates,
	params: Params,
	sources: readonly EvidenceSource[]
): Promise<EvidenceGroup[]> {
	const groups = sources.map(async ({ feed: name, where }): Promise<EvidenceGroup> => {
		const feed = feeds.get(name);
		if (!feed) throw new TypeError(`no feed ${name}`);
		const columns = shownColumns(feed);
		const cells = columns.map(
			(column, index) => `cast(${cellSql(feed, column.name)} as varchar) as c${index}`
		);
		const sql = renderSql(
			`select r.batch_id, b.file_name, b.sheet, r.row_no, cast(b.received_at as varchar) as received_at,
				r.total, ${cells.join(', ')}
			from (
				select r.*, count(*) over () as total from {{${name}}} r where ${where}
				order by r.batch_id, r.row_no limit ${evidenceLimit}
			) as r
			join batch b on b.batch_id = r.batch_id
			order by r.batch_id, r.row_no`,
			templates
		);
		const rows = await reader.read(sql, usedParams(sql, params), z.record(z.string(), z.unknown()));
		const personal = columns.flatMap((column, index) => (column.pii ? [`c${index}`] : []));
		const masks = await masksOf(
			reader,
			rows.flatMap((row) => personal.map((cell) => row[cell]))
		);
		return {
			feed: name,
			feedZh: feed.zh,
			columns: columns.map(({ name: column, zh, type, pii }) => ({
				name: column,
				zh,
				isNumber: numberTypes.has(type),
				isPersonal: pii === true
			})),
			total: Number(rows[0]?.['total'] ?? 0),
			rows: rows.map((row) => ({
				batchId: Number(row['batch_id']),
				fileName: String(row['file_name']),
				sheet: row['sheet'] === null ? null : String(row['sheet']),
				rowNo: Number(row['row_no']),
				receivedAt: String(row['received_at']),
				cells: Object.fromEntries(
					columns.map((column, index) => {
						const cell = row[`c${index}`];
						if (cell === null || cell === undefined) return [column.name, null];
						return [column.name, column.pii ? (masks.get(String(cell)) ?? erasedMask) : String(cell)];
					})
				)
			}))
		};
	});
	return Promise.all(groups);
}
