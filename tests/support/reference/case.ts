import { judge } from './judge';
import type { FeedRow, ReferenceIndicator, ReferenceInput, ReferenceTier, Rows } from './types';

/** A running project that pays on the fifteenth of the month after; wage month 2026-05 is due Monday 2026-06-15. */
export function aProject(changes: FeedRow = {}): FeedRow {
	return {
		project_code: 'P1',
		project_name: '一号项目',
		status: '在建',
		street: '街道',
		sector: '其他工程',
		start_date: '2026-01-01',
		pay_day: 15,
		pay_in_next_month: true,
		...changes
	};
}

/** Attendance of P1. */
export function worked(month: string, worker: string, days: number | string, changes: FeedRow = {}): FeedRow {
	return { project_code: 'P1', worker_id_no: worker, wage_month: month, work_days: days, ...changes };
}

/** A payroll line of P1, paid in full on the fifteenth of the month after, signed. */
export function paid(
	month: string,
	worker: string,
	payable: string | number,
	changes: FeedRow = {}
): FeedRow {
	const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
	const next = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
	return {
		project_code: 'P1',
		employer_uscc: 'G1',
		wage_month: month,
		worker_id_no: worker,
		work_days: 22,
		payable,
		paid: payable,
		pay_status: '成功',
		pay_date: `${next}-15`,
		signed: true,
		...changes
	};
}

/** n rows made from 0 … n − 1. */
export function times(n: number, make: (index: number) => FeedRow): FeedRow[] {
	return Array.from({ length: n }, (_, index) => make(index));
}

/** What the reference says of one indicator (of P1 where no code is given), as [value, severity, reason]. */
export function says(
	indicator: string,
	asOf: string,
	rows: Rows,
	more: Partial<ReferenceInput> & { code?: string } = {}
): [number | null, number | null, string | null] {
	const { code = 'P1', ...input } = more;
	const result = judge({ asOf, rows: { projects: [aProject()], ...rows }, ...input });
	const found = result.indicators.find(
		(each: ReferenceIndicator) => each.subject_code === code && each.indicator === indicator
	);
	if (!found) throw new Error(`no ${indicator} of ${code}`);
	return [found.value, found.severity, found.null_reason];
}

/** The tier row of one subject (of P1 where no code is given). */
export function tierOf(
	asOf: string,
	rows: Rows,
	more: Partial<ReferenceInput> & { code?: string } = {}
): ReferenceTier {
	const { code = 'P1', ...input } = more;
	const result = judge({ asOf, rows: { projects: [aProject()], ...rows }, ...input });
	const found = result.tiers.find((each) => each.subject_code === code);
	if (!found) throw new Error(`no tier of ${code}`);
	return found;
}

export const NOT_APPLICABLE = [null, 0, 'not_applicable'] as const;
export const MISSING = [null, null, 'missing'] as const;
