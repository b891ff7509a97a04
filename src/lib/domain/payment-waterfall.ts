/** A pot of money that may pay wages when the employer cannot, in the order of the pack. */
export interface PaymentSource {
	readonly id: string;
	/** fen; null where nobody has told: nothing is counted on. */
	readonly balanceFen: number | null;
	/** fen that must stay in it. */
	readonly floorFen: number;
}

/** What one source would pay. */
export interface Draw {
	readonly id: string;
	readonly balanceFen: number | null;
	readonly floorFen: number;
	/** What it could pay at most without going below its floor; null where its balance is not known. */
	readonly availableFen: number | null;
	readonly paysFen: number;
	/** What is still in it afterwards; null where its balance is not known. */
	readonly leftFen: number | null;
}

export interface PaymentPlan {
	readonly draws: readonly Draw[];
	readonly paidFen: number;
	/** What no source covers. */
	readonly uncoveredFen: number;
}

/**
 * Pays arrears from the sources one after another: a later one is touched only when those before it are exhausted,
 * none goes below its floor, and no more is taken than is owed. 三条保障线, 高台县意见 二(四)1.
 */
export function payArrears(owedFen: number, sources: readonly PaymentSource[]): PaymentPlan {
	let open = Math.max(0, owedFen);
	const draws = sources.map(({ id, balanceFen, floorFen }): Draw => {
		if (balanceFen === null)
			return { id, balanceFen, floorFen, availableFen: null, paysFen: 0, leftFen: null };
		const availableFen = Math.max(0, balanceFen - Math.max(0, floorFen));
		const paysFen = Math.min(open, availableFen);
		open -= paysFen;
		return { id, balanceFen, floorFen, availableFen, paysFen, leftFen: balanceFen - paysFen };
	});
	return { draws, paidFen: Math.max(0, owedFen) - open, uncoveredFen: open };
}

/** Money advanced from a fund for a case, that its debtor must give back. */
export interface Advance {
	readonly id: string;
	readonly amountFen: number;
	readonly recoveredFen: number;
	/** 'YYYY-MM-DD' by which it is to be back; null where no day was set. */
	readonly due: string | null;
}

export interface Recovery {
	readonly id: string;
	readonly outstandingFen: number;
	/** Of the repayment, what goes to this advance. */
	readonly backFen: number;
}

/** Shares a debtor's repayment among the advances, the one that is due first being first; never more than is out. */
export function recoverAdvances(
	advances: readonly Advance[],
	repaidFen: number
): { readonly recoveries: readonly Recovery[]; readonly outstandingFen: number; readonly restFen: number } {
	let rest = Math.max(0, repaidFen);
	const inOrder = [...advances].sort(
		(a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.id.localeCompare(b.id)
	);
	const recoveries = inOrder.map(({ id, amountFen, recoveredFen }): Recovery => {
		const outstandingFen = Math.max(0, amountFen - recoveredFen);
		const backFen = Math.min(rest, outstandingFen);
		rest -= backFen;
		return { id, outstandingFen, backFen };
	});
	const sum = (pick: (one: Recovery) => number) => recoveries.reduce((total, one) => total + pick(one), 0);
	return {
		recoveries,
		outstandingFen: sum(({ outstandingFen }) => outstandingFen) - sum(({ backFen }) => backFen),
		restFen: rest
	};
}
