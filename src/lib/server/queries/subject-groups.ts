import { z } from 'zod';
import type { Filter } from '$lib/domain/filter';
import type { GroupKey, ListKind } from '$lib/domain/list-view';
import type { SubjectGroup } from '$lib/domain/ranked-subject';
import { renderSql, usedParams } from '../warehouse/render';
import type { Reader } from '../warehouse/warehouse';
import { groupOrder, heldParams, heldSubjects } from './held-subjects';
import { rowsSeen } from './rows-seen';

const row = z.object({
	group_key: z.string().nullable(),
	lines: z.coerce.number(),
	red: z.coerce.number(),
	yellow: z.coerce.number(),
	workers: z.coerce.number(),
	unpaid_fen: z.coerce.number()
});

/** The groups of a list, in the order in which `rankedSubjects` lists them. */
export async function subjectGroups(
	reader: Reader,
	params: { runId: number; subjectType: ListKind; filter: Filter; group: GroupKey; isKnownThen: boolean }
): Promise<SubjectGroup[]> {
	const seen = await rowsSeen(reader, params.runId, params.isKnownThen);
	const sql = renderSql(
		`with held as (${heldSubjects(params.subjectType, params.filter, params.group)}),
		g as (
			select group_key, count(*) as lines, sum(case when tier = 3 then 1 else 0 end) as red,
				sum(case when tier = 2 then 1 else 0 end) as yellow, sum(workers) as workers,
				sum(unpaid_fen) as unpaid_fen
			from held group by group_key
		)
		select group_key, lines, red, yellow, workers, unpaid_fen from g order by ${groupOrder('g')}`,
		seen.templates
	);
	const rows = await reader.read(sql, usedParams(sql, { ...heldParams(params), ...seen.params }), row);
	return rows.map((found) => ({
		name: found.group_key,
		lines: found.lines,
		red: found.red,
		yellow: found.yellow,
		workers: found.workers,
		unpaidFen: found.unpaid_fen
	}));
}
