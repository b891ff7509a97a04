import { Exact } from './exact';
import type { Levels } from './policy';
import type { Outcome, Severity } from './types';

export const notApplicable: Outcome = { value: null, severity: 0, null_reason: 'not_applicable' };
export const missing: Outcome = { value: null, severity: null, null_reason: 'missing' };

/** Whether a value meets a condition such as '>=1'; a level that does not exist is never met. */
export function meets(value: Exact, condition: string | null): boolean {
	if (condition === null) return false;
	const match = /^(>=|>|<=|<)(-?[\d.]+)$/.exec(condition);
	if (!match) throw new RangeError(`not a condition: ${condition}`);
	const order = value.compare(Exact.parse(match[2]!));
	if (match[1] === '>=') return order >= 0;
	if (match[1] === '>') return order > 0;
	if (match[1] === '<=') return order <= 0;
	return order < 0;
}

/** The highest level whose condition holds. */
export function severityOf(value: Exact, [blue, yellow, red]: Levels): Severity {
	if (meets(value, red)) return 3;
	if (meets(value, yellow)) return 2;
	if (meets(value, blue)) return 1;
	return 0;
}

/** A value with a severity decided elsewhere. */
export function judged(value: Exact | number, severity: Severity): Outcome {
	return { value: typeof value === 'number' ? Exact.of(value) : value, severity, null_reason: null };
}

/** A value (day counts, counts, money) under the levels of a rule. */
export function valueOf(value: Exact | number, levels: Levels): Outcome {
	const exact = typeof value === 'number' ? Exact.of(value) : value;
	return judged(exact, severityOf(exact, levels));
}

/** A ratio: floored to basis points first, then compared. */
export function ratioOf(value: Exact, levels: Levels): Outcome {
	return valueOf(value.floorToBasisPoints(), levels);
}
