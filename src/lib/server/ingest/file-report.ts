/** One line of the import report: a table of a file, or a file that was refused whole. */
export interface FileReport {
	readonly file: string;
	readonly feed: string | null;
	readonly sheet: string | null;
	readonly rows_read: number;
	readonly accepted: number;
	readonly set_aside: number;
	readonly superseded: number;
	readonly unchanged: number;
	/** True for a file seen before: nothing was changed. */
	readonly duplicate: boolean;
	readonly batch: number | null;
	readonly note: string | null;
	/** One Chinese sentence where the file was refused. */
	readonly error: string | null;
}

/** The line of a file, or of a table of it, that could not be used. */
export function refused(file: string, feed: string | null, error: string): FileReport {
	const counts = { rows_read: 0, accepted: 0, set_aside: 0, superseded: 0, unchanged: 0 };
	return { file, feed, sheet: null, ...counts, duplicate: false, batch: null, note: null, error };
}
