/** A file of the inbox as it looked at one moment. */
export interface InboxFile {
	readonly path: string;
	/** Size and time of the last change, by the clock of whatever machine the folder is on. */
	readonly look: string;
}

/** How long a file must have looked the same before it is taken. */
const stillMilliseconds = 2000;

/**
 * What the inbox looked like before. A file is taken once it has looked the same for a while: its own times are not
 * asked, because a share's clock may be wrong and a copy may carry the times of its original while it still grows.
 */
export class InboxMemory {
	readonly #since = new Map<string, { look: string; at: number }>();
	readonly #now: () => number;

	constructor(now: () => number = () => performance.now()) {
		this.#now = now;
	}

	/** Those of the files that lie still; `stillFor` in milliseconds. */
	still<T extends InboxFile>(files: readonly T[], stillFor = stillMilliseconds): T[] {
		const now = this.#now();
		const there = new Set(files.map(({ path }) => path));
		for (const path of this.#since.keys()) if (!there.has(path)) this.#since.delete(path);
		return files.filter(({ path, look }) => {
			const before = this.#since.get(path);
			if (before?.look === look) return now - before.at >= stillFor;
			this.#since.set(path, { look, at: now });
			return stillFor === 0;
		});
	}
}
