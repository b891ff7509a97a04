const MEBIBYTE = 1024 * 1024;

/** How much a supplier's file may ask of the machine. All figures are ours, not the law's. */
export interface ReaderLimits {
	/** Bytes of a text file. */
	textBytes: number;
	/** Bytes of a workbook or archive as handed in. */
	archiveBytes: number;
	/** Bytes of all entries of an archive, unpacked. */
	unpackedBytes: number;
	/** Bytes of the texts that cells share, unpacked: they have to be held in memory. */
	heldPartBytes: number;
	/** Archives within archives: a zip of tables is 1. */
	archives: number;
	/** Entries of an archive. */
	entries: number;
	/** Unpacked / packed size above which a large entry is a bomb. */
	ratio: number;
	/** Columns of a sheet with something in them. */
	columns: number;
	/** Cell slots of a sheet, blank ones included: bounds the time a sparse sheet can take. */
	slots: number;
	/** Bytes of an old-style workbook, which can only be read in one piece. */
	legacyBytes: number;
}

export const defaultLimits: ReaderLimits = {
	textBytes: 2048 * MEBIBYTE,
	archiveBytes: 256 * MEBIBYTE,
	// A full sheet (1,048,576 rows x 20 columns) unpacks to about 900 MB.
	unpackedBytes: 1024 * MEBIBYTE,
	heldPartBytes: 128 * MEBIBYTE,
	archives: 1,
	entries: 2000,
	// Sheets of repeated values pack 20 to 100 times, deflate's ceiling is 1,032.
	ratio: 250,
	columns: 500,
	slots: 100_000_000,
	legacyBytes: 64 * MEBIBYTE
};
