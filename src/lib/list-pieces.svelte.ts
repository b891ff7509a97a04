import type { RankedSubject } from '$lib/domain/ranked-subject';

/** Lines of a list as the server sends them. */
export interface ListPiece<Label> {
	readonly runId: number;
	readonly from: number;
	readonly subjects: readonly RankedSubject[];
	readonly labels: Readonly<Record<string, Label>>;
}

/** A list is scrolled past faster than it is read: a piece is asked for when the scrolling rests. */
const restMilliseconds = 60;

/** The lines of a long list that a browser has so far, piece by piece. */
export class ListPieces<Label> {
	#pieces = $state.raw<Readonly<Record<number, ListPiece<Label>>>>({});
	/** Set where the server judged anew in between: what stands here is of another run. */
	isOutdated = $state(false);
	readonly #size: number;
	readonly #address: (piece: number) => string;
	readonly #runId: number;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#asked: AbortController | undefined;

	constructor(first: ListPiece<Label>, size: number, address: (piece: number) => string) {
		this.#size = size;
		this.#address = address;
		this.#runId = first.runId;
		this.#pieces = { [Math.floor(first.from / size)]: first };
	}

	/** The line at a place; undefined where its piece is not here yet. */
	at(place: number): RankedSubject | undefined {
		return this.#pieces[Math.floor(place / this.#size)]?.subjects[place % this.#size];
	}

	labelOf(indicator: string): Label | undefined {
		for (const { labels } of Object.values(this.#pieces)) if (labels[indicator]) return labels[indicator];
		return undefined;
	}

	/** Fetches what is missing between two places, once the scrolling rests. */
	want(from: number, to: number): void {
		clearTimeout(this.#timer);
		const missing: number[] = [];
		for (let piece = Math.floor(from / this.#size); piece * this.#size < to; piece += 1)
			if (!this.#pieces[piece]) missing.push(piece);
		if (missing.length > 0) this.#timer = setTimeout(() => void this.#fetch(missing), restMilliseconds);
	}

	async #fetch(missing: readonly number[]): Promise<void> {
		this.#asked?.abort();
		const asked = new AbortController();
		this.#asked = asked;
		try {
			const found = await Promise.all(
				missing.map(async (piece) => {
					const response = await fetch(this.#address(piece), { signal: asked.signal });
					if (!response.ok) throw new Error(`piece ${piece}: ${response.status}`);
					return [piece, (await response.json()) as ListPiece<Label>] as const;
				})
			);
			if (found.some(([, piece]) => piece.runId !== this.#runId)) this.isOutdated = true;
			else this.#pieces = { ...this.#pieces, ...Object.fromEntries(found) };
		} catch (cause) {
			if (!asked.signal.aborted) throw cause;
		}
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#asked?.abort();
	}
}
