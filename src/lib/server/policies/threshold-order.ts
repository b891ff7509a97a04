import { latestOn } from './dated';
import type { PackThresholdRow, ThresholdTable, Worse } from './threshold-shape';

/** Identifies the series a row belongs to: one level of one measure and band. */
export function seriesKey(row: PackThresholdRow): string {
	return `${row.measure}|${row.band}|${row.severity}`;
}

/** The rows that hold on `day`, one a series, withdrawn levels left out. */
export function rowsOn(rows: readonly PackThresholdRow[], day: string): PackThresholdRow[] {
	const series = Map.groupBy(rows, seriesKey);
	return [...series.values()]
		.map((entries) => latestOn(entries, day))
		.filter((row): row is PackThresholdRow => row !== undefined && row.bound !== null);
}

/** Whether `next` is harder to reach than `row`: a level that is not could never be told from it. */
function isStricter(worse: Worse, row: PackThresholdRow, next: PackThresholdRow): boolean {
	const [low, high] = [row.bound ?? 0, next.bound ?? 0];
	if (low === high) return row.op.endsWith('=') && !next.op.endsWith('=');
	return worse === 'higher' ? high > low : high < low;
}

/**
 * What is wrong with the order of a threshold table, and in which row; undefined when every day has rising levels.
 */
export function fallingRow(table: ThresholdTable): { index: number; reason: string } | undefined {
	const { rows, worse } = table;
	const direction = worse === 'higher' ? '>' : '<';
	const wrongOp = rows.findIndex((row) => !row.op.startsWith(direction));
	if (wrongOp >= 0) {
		return { index: wrongOp, reason: `op 写的是「${rows[wrongOp]?.op}」，与 worse: ${worse} 的方向相反` };
	}
	const seen = new Set<string>();
	for (const [index, row] of rows.entries()) {
		const key = `${seriesKey(row)}|${row.from}`;
		if (seen.has(key)) return { index, reason: `同一等级、同一天（${row.from}）写了两次` };
		seen.add(key);
	}
	for (const day of new Set(rows.map((row) => row.from))) {
		const groups = Map.groupBy(rowsOn(rows, day), (row) => `${row.measure}|${row.band}`);
		for (const group of groups.values()) {
			const levels = group.sort((a, b) => a.severity - b.severity);
			for (const [place, next] of levels.entries()) {
				const row = levels[place - 1];
				if (row === undefined || isStricter(worse, row, next)) continue;
				const reason =
					`等级 ${next.severity} 的阈值 ${next.op}${next.bound} 不比等级 ${row.severity} 的 ` +
					`${row.op}${row.bound} 更严（自 ${day} 起）`;
				return { index: rows.indexOf(next), reason };
			}
		}
	}
	return undefined;
}
