import { z } from 'zod';
import type { PayDayAhead } from '$lib/domain/pay-day-ahead';
import type { Reader } from '../warehouse/warehouse';

const fen = z.coerce.number();
const row = z.object({
	wage_month: z.string(),
	due_date: z.string(),
	owed_fen: fen,
	inflow_fen: fen,
	inflow_best_fen: fen,
	left_fen: fen.nullable(),
	balance_fen: fen.nullable(),
	arrears_fen: fen,
	covered: z.boolean().nullable(),
	covered_best: z.boolean().nullable(),
	covered_worst: z.boolean().nullable()
});

/** The next three pay days of a project as a run forecast them; empty where nothing could be forecast. */
export async function projectRunway(
	reader: Reader,
	params: { runId: number; code: string }
): Promise<PayDayAhead[]> {
	const rows = await reader.read(
		`select wage_month, due_date, owed_fen, inflow_fen, inflow_best_fen, left_fen, balance_fen, arrears_fen, covered, covered_best,
			covered_worst
		from mart_runway where run_id = $run and project_code = $code order by k`,
		{ run: params.runId, code: params.code },
		row
	);
	return rows.map((day) => ({
		month: day.wage_month.slice(0, 7),
		dueDate: day.due_date,
		owedFen: day.owed_fen,
		inflowFen: day.inflow_fen,
		inflowBestFen: day.inflow_best_fen,
		leftFen: day.left_fen,
		balanceFen: day.balance_fen,
		arrearsFen: day.arrears_fen,
		covered: day.covered,
		coveredBest: day.covered_best,
		coveredWorst: day.covered_worst
	}));
}
