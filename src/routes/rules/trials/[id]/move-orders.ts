import { tierOf, type TierKey } from '$lib/domain/tier-key';
import type { OrderedColumns } from '$lib/domain/table-order';

interface Move {
	readonly code: string;
	readonly name: string | null;
	readonly street: string | null;
	readonly from: TierKey;
	readonly to: TierKey;
}

/** By what the projects that tried lines move can be ordered. */
export const moveOrders: OrderedColumns<Move> = {
	now: { orderedBy: ({ from }) => tierOf(from) },
	tried: { orderedBy: ({ to }) => tierOf(to) },
	project: { orderedBy: ({ name, code }) => name ?? code },
	place: { orderedBy: ({ street }) => street }
};
