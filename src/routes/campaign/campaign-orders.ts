import type { OrderedColumns } from '$lib/domain/table-order';

interface Open {
	readonly code: string;
	readonly name: string | null;
	readonly unit: string | null;
	readonly opened: string;
	readonly workers: number | null;
	readonly amountFen: number | null;
}

/** By what the clues and cases that are still open can be ordered. */
export const openOrders: OrderedColumns<Open> = {
	what: { orderedBy: ({ name, code }) => name ?? code },
	unit: { orderedBy: ({ unit }) => unit },
	since: { orderedBy: ({ opened }) => opened },
	workers: { orderedBy: ({ workers }) => workers },
	amount: { orderedBy: ({ amountFen }) => amountFen }
};

interface Unsettled {
	readonly name: string;
	readonly street: string | null;
	readonly ended: string | null;
	readonly unpaidFen: number;
	readonly labourFen: number;
	readonly leavers: number;
	readonly cases: number;
}

/** By what the projects that ended unsettled can be ordered. */
export const unsettledOrders: OrderedColumns<Unsettled> = {
	name: { orderedBy: ({ name }) => name },
	unit: { orderedBy: ({ street }) => street },
	ended: { orderedBy: ({ ended }) => ended },
	unpaid: { orderedBy: ({ unpaidFen }) => unpaidFen },
	labour: { orderedBy: ({ labourFen }) => labourFen },
	leavers: { orderedBy: ({ leavers }) => leavers },
	cases: { orderedBy: ({ cases }) => cases }
};
