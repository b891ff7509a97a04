/** The act that takes another one back: a form that is sent like any other, and kept like any other. */
export interface Undo {
	/** Path and query of this site, as '/views?/change'. */
	readonly action: string;
	readonly fields: Readonly<Record<string, string>>;
}

/** What the server answers to an act of a person. */
export interface Said {
	/** Names this answer, so that nobody is told twice. */
	readonly id: string;
	/** One sentence in the language of the reader. */
	readonly text: string;
	readonly undo: Undo | null;
}

/** Whether an address lies on this site; browsers drop tabs and line ends, behind which a second slash can hide. */
export const isOwnAddress = (address: string): boolean => /^\/(?![/\\])[^\t\n\r]*$/.test(address);
