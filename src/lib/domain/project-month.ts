/** One month of a project on the time axis; null where nothing of that kind came. */
export interface ProjectMonth {
	/** 'YYYY-MM'. */
	readonly month: string;
	/** Wages owed for the month, net of deductions. */
	readonly dueFen: number | null;
	/** Of these, paid by the day that is looked at. */
	readonly paidFen: number | null;
	/** Labour cost disbursed within the month. */
	readonly labourFen: number | null;
	/** Balance of the special account after the last transaction of the month. */
	readonly balanceFen: number | null;
	readonly attendanceDays: number | null;
}
