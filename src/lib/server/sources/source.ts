/** A file that a connector brought; the bytes lie on the disk already. */
export interface CollectedFile {
	readonly path: string;
	/** Name as the supplier gave it. */
	readonly name: string;
	readonly feed: string | undefined;
	readonly supplier: string | undefined;
}

/** What a connector may use of the world. */
export interface SourceContext {
	readonly home: string;
	/** Folder for what is being fetched. */
	readonly temp: string;
	readonly now: () => Date;
	readonly fetch: typeof fetch;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Waits; tests wait less. */
	readonly wait: (milliseconds: number) => Promise<void>;
	/** From 0 up to 1. */
	readonly random: () => number;
}
