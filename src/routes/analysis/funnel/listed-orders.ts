import type { OrderedColumns } from '$lib/domain/table-order';

interface Listed {
	readonly no: string;
	readonly name: string | null;
	readonly street: string | null;
	readonly received: string;
	readonly age: number;
	readonly workers: number | null;
}

/** By what the clues of a stage can be ordered. */
export const listedOrders: OrderedColumns<Listed> = {
	no: { orderedBy: ({ no }) => no },
	name: { orderedBy: ({ name }) => name },
	street: { orderedBy: ({ street }) => street },
	received: { orderedBy: ({ received }) => received },
	age: { orderedBy: ({ age }) => age },
	workers: { orderedBy: ({ workers }) => workers }
};
