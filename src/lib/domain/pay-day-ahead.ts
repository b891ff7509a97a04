/** A coming pay day in the forecast of the special account. */
export interface PayDayAhead {
	/** Wage month, 'YYYY-MM'. */
	readonly month: string;
	readonly dueDate: string;
	/** Still to be paid on that day. */
	readonly owedFen: number;
	/** Labour cost expected up to that day. */
	readonly inflowFen: number;
	/** The same where the payer counts as regular whatever its gaps. */
	readonly inflowBestFen: number;
	/** What remains after it; negative: short by so much; null: no balance is known. */
	readonly leftFen: number | null;
	readonly balanceFen: number | null;
	readonly arrearsFen: number;
	/** Covered as expected, in the best and in the worst case; null: no balance is known. */
	readonly covered: boolean | null;
	readonly coveredBest: boolean | null;
	readonly coveredWorst: boolean | null;
}
