const MEBIBYTE = 1024 * 1024;

/** What the reading process may use of the machine. All figures are ours. */
export interface ParserLimits {
	/** After this long the file is given up. */
	readonly milliseconds: number;
	/** Heap of the engine; texts shared by the cells of a full sheet need about half of it. */
	readonly heapMebibytes: number;
	/** Memory of the whole process, buffers included. */
	readonly residentBytes: number;
	/** What it may write to the disk. */
	readonly outputBytes: number;
}

export const defaultParserLimits: ParserLimits = {
	milliseconds: 300_000,
	heapMebibytes: 640,
	residentBytes: 1000 * MEBIBYTE,
	// A text file of the largest size allowed, rewritten, with its row numbers.
	outputBytes: 3072 * MEBIBYTE
};
