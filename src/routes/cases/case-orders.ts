import type { OrderedColumns } from '$lib/domain/table-order';

interface Case {
	readonly no: string;
	readonly name: string | null;
	readonly street: string | null;
	readonly kind: string;
	readonly openedAt: string;
	readonly closedAt: string | null;
	readonly workers: number | null;
	readonly amountFen: number | null;
	readonly owedFen: number | null;
}

/** By what cases can be ordered. */
export const caseOrders: OrderedColumns<Case> = {
	subject: { orderedBy: ({ name, no }) => name ?? no },
	street: { orderedBy: ({ street }) => street },
	kind: { orderedBy: ({ kind }) => kind },
	opened: { orderedBy: ({ openedAt }) => openedAt },
	people: { orderedBy: ({ workers }) => workers },
	amount: { orderedBy: ({ amountFen }) => amountFen },
	owed: { orderedBy: ({ owedFen }) => owedFen },
	closed: { orderedBy: ({ closedAt }) => closedAt }
};
