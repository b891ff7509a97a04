import type { OrderedColumns } from '$lib/domain/table-order';

interface Listed {
	readonly no: string;
	readonly name: string | null;
	readonly street: string | null;
	readonly workers: number | null;
	readonly amountFen: number | null;
	readonly unit: string | null;
	readonly clock: { readonly due: string | null };
}

/** By what clues can be ordered. */
export const clueOrders: OrderedColumns<Listed> = {
	what: { orderedBy: ({ name, no }) => name ?? no },
	street: { orderedBy: ({ street }) => street },
	workers: { orderedBy: ({ workers }) => workers },
	amount: { orderedBy: ({ amountFen }) => amountFen },
	unit: { orderedBy: ({ unit }) => unit },
	due: { orderedBy: ({ clock }) => clock.due }
};
