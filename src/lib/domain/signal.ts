/** What departments see of an enterprise, month by month. */
export const signalKeys = [
	'insured',
	'insurance_paid',
	'tax_paid',
	'invoiced',
	'power',
	'water',
	'gas'
] as const;
export type SignalKey = (typeof signalKeys)[number];

/** What a signal is counted in. */
export const signalUnits: Readonly<Record<SignalKey, 'people' | 'wan' | 'kwh' | 'tonnes' | 'cubic_metres'>> =
	{
		insured: 'people',
		insurance_paid: 'wan',
		tax_paid: 'wan',
		invoiced: 'wan',
		power: 'kwh',
		water: 'tonnes',
		gas: 'cubic_metres'
	};

/** A month of a signal beside the same month of the year before; null: nothing came for it, which is not 0. */
export interface SignalMonth {
	/** 'YYYY-MM'. */
	readonly month: string;
	/** People, fen, or what a meter counts. */
	readonly value: number | null;
	readonly lastYear: number | null;
}

export interface Signal {
	readonly key: SignalKey;
	/** Twelve months, oldest first. */
	readonly months: readonly SignalMonth[];
}
