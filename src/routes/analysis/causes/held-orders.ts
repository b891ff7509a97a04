import { tierOf, type TierKey } from '$lib/domain/tier-key';
import type { OrderedColumns } from '$lib/domain/table-order';

interface Held {
	readonly name: string;
	readonly tier: TierKey;
	readonly workers: number;
	readonly unpaidFen: number;
}

/** By what the projects of a cause can be ordered. */
export const heldOrders: OrderedColumns<Held> = {
	project: { orderedBy: ({ name }) => name },
	tier: { orderedBy: ({ tier }) => tierOf(tier) },
	workers: { orderedBy: ({ workers }) => workers },
	unpaid: { orderedBy: ({ unpaidFen }) => unpaidFen }
};
