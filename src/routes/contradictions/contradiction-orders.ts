import type { OrderedColumns } from '$lib/domain/table-order';

interface Line {
	readonly name: string;
	readonly street: string | null;
	readonly month: string;
	readonly left: number;
	readonly right: number;
}

/** By what the contradictions of a kind can be ordered. */
export const contradictionOrders: OrderedColumns<Line> = {
	name: { orderedBy: ({ name }) => name },
	street: { orderedBy: ({ street }) => street },
	month: { orderedBy: ({ month }) => month },
	left: { orderedBy: ({ left }) => left },
	right: { orderedBy: ({ right }) => right }
};
