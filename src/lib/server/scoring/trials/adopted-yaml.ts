import { stringify } from 'yaml';
import type { Policy } from '$lib/server/policies/policy';
import type { TriedLine } from './tried-policy';

/** Where the lines come from and from when they hold. */
export interface Adoption {
	readonly basis: string | null;
	readonly reference: string | null;
	readonly from_day: string | null;
}

/**
 * The lines as they are written into a pack, from the day they hold; the rows that stood before stay above them, so that
 * earlier days keep their lines.
 * @param today 'YYYY-MM-DD', the day on which the source was checked
 */
export function adoptedYaml(
	policy: Policy,
	lines: readonly TriedLine[],
	{ basis, reference, from_day }: Adoption,
	today: string
): string {
	const tables = Map.groupBy(lines, ({ indicator }) => indicator);
	const thresholds = Object.fromEntries(
		[...tables].map(([indicator, own]) => {
			const rows = own.map(({ measure, band, severity, bound }) => {
				const pack = policy.thresholds
					.get(indicator)
					?.rows.find((row) => row.measure === measure && row.band === band && row.severity === severity);
				return {
					severity,
					...(measure && { measure }),
					...(band && { band }),
					from: from_day,
					op: pack?.op,
					bound,
					unit: pack?.unit,
					basis,
					reference,
					checked_on: today
				};
			});
			return [indicator, { rows }];
		})
	);
	return stringify(
		{ thresholds },
		{ defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN', lineWidth: 0 }
	);
}
