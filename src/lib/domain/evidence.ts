/** One source row: where it stands in the supplier's file, and its cells in the units of the contract. */
export interface EvidenceRow {
	readonly batchId: number;
	readonly fileName: string;
	readonly sheet: string | null;
	/** As a person counts it in the file. */
	readonly rowNo: number;
	/** Shanghai time. */
	readonly receivedAt: string;
	readonly cells: Readonly<Record<string, string | null>>;
}

/** The rows of one feed behind a figure, and how many there are in all. */
export interface EvidenceGroup {
	readonly feed: string;
	readonly feedZh: string;
	readonly columns: readonly {
		readonly name: string;
		readonly zh: string;
		readonly isNumber: boolean;
		/** Shown masked; the whole value is asked for by itself. */
		readonly isPersonal: boolean;
	}[];
	readonly rows: readonly EvidenceRow[];
	readonly total: number;
}
