import type { Policy } from '../../policies/policy';
import type { Reader } from '../../warehouse/warehouse';
import { fundNames, paymentSources, type KnownSource } from './payment-sources';

/** An emergency fund of the pack with its balance; `shortFen` is null where balance or floor is not known. */
export interface FundCheck extends KnownSource {
	readonly shortFen: number | null;
}

/** The district's emergency funds against the floors of its document. */
export async function fundCheck(reader: Reader, policy: Policy, today: string): Promise<FundCheck[]> {
	const sources = await paymentSources(reader, policy, today, null);
	return sources
		.filter(({ id }) => fundNames[id] !== undefined)
		.map((source) => ({
			...source,
			shortFen:
				source.balanceFen === null || source.floorFen === 0
					? null
					: Math.max(0, source.floorFen - source.balanceFen)
		}));
}
