import { z } from 'zod';
import type { Tier } from '$lib/domain/severity';
import { tierKey, type TierKey } from '$lib/domain/tier-key';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({
	street: z.string().nullable(),
	sector: z.string().nullable(),
	tier: z.coerce.number().nullable(),
	projects: z.coerce.number(),
	workers: z.coerce.number(),
	unpaid_fen: z.coerce.number(),
	exempted: z.coerce.number()
});

/** Projects of one street, sector and tier in one scoring. */
export interface TierCell {
	/** Null: the project's street matches no unit of the pack. */
	readonly street: string | null;
	readonly sector: string | null;
	readonly tier: TierKey;
	readonly projects: number;
	readonly workers: number;
	readonly unpaidFen: number;
	/** Projects among them whose tier an exemption changed or of which it took an indicator out. */
	readonly exempted: number;
}

/** How many projects stand where: the one small table behind the counts, the map and the matrix. */
export async function tierCells(reader: Reader, runId: number): Promise<TierCell[]> {
	const rows = await reader.read(
		`select t.street, t.sector, t.tier, count(*) as projects,
			sum(t.workers_exposed) as workers, sum(t.unpaid_fen) as unpaid_fen, count(j.subject_code) as exempted
		from tier_result t
		left join tier_as_judged j on j.run_id = t.run_id and j.subject_type = t.subject_type
			and j.subject_code = t.subject_code
		where t.run_id = $run_id and t.subject_type = 'project'
		group by t.street, t.sector, t.tier
		order by t.street, t.sector, t.tier`,
		{ run_id: runId },
		row
	);
	return rows.map((cell) => ({
		street: cell.street,
		sector: cell.sector,
		tier: tierKey(cell.tier as Tier),
		projects: cell.projects,
		workers: cell.workers,
		unpaidFen: cell.unpaid_fen,
		exempted: cell.exempted
	}));
}
