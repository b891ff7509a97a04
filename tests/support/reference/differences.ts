import type { ReferenceIndicator, ReferenceResult, ReferenceTier } from './types';

/** Scores and logarithms are floats: this far apart they are the same. */
const CLOSE = 1e-6;

function same(a: unknown, b: unknown): boolean {
	if (typeof a === 'number' && typeof b === 'number')
		return Math.abs(a - b) <= CLOSE * Math.max(1, Math.abs(a));
	if (Array.isArray(a) && Array.isArray(b)) return [...a].sort().join() === [...b].sort().join();
	return a === b;
}

function compare<T extends object>(
	kind: string,
	mine: Map<string, T>,
	theirs: Map<string, T>,
	columns: (keyof T)[]
) {
	const found: string[] = [];
	for (const key of new Set([...mine.keys(), ...theirs.keys()])) {
		const [a, b] = [mine.get(key), theirs.get(key)];
		if (!a || !b) {
			found.push(`${kind} ${key}: only in ${a ? 'the reference' : 'the other'}`);
			continue;
		}
		const unlike = columns.filter((column) => !same(a[column], b[column]));
		const parts = unlike.map(
			(column) => `${String(column)} ${show(a[column])} here, ${show(b[column])} there`
		);
		if (parts.length > 0) found.push(`${kind} ${key}: ${parts.join('; ')}`);
	}
	return found;
}

function show(value: unknown): string {
	return JSON.stringify(value) ?? 'nothing';
}

/**
 * Where another implementation differs from the reference, one sentence for each subject and indicator; by default
 * all columns of indicators, and of tiers those that the text defines.
 */
export function differences(
	reference: ReferenceResult,
	other: ReferenceResult,
	tierColumns: (keyof ReferenceTier)[] = ['tier', 'grey', 'score']
): string[] {
	const indicatorKey = (row: ReferenceIndicator) =>
		`${row.subject_type} ${row.subject_code} ${row.indicator}`;
	const tierKey = (row: ReferenceTier) => `${row.subject_type} ${row.subject_code}`;
	const byKey = <T>(rows: T[], key: (row: T) => string) => new Map(rows.map((row) => [key(row), row]));
	return [
		...compare(
			'indicator',
			byKey(reference.indicators, indicatorKey),
			byKey(other.indicators, indicatorKey),
			['value', 'severity', 'null_reason']
		),
		...compare('tier', byKey(reference.tiers, tierKey), byKey(other.tiers, tierKey), tierColumns)
	];
}
