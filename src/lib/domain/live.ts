/** What a run is doing, in words that the pages translate. */
export interface RunStep {
	readonly name: 'waiting' | 'file' | 'page' | 'query' | 'loading' | 'judging' | 'alerts' | 'contradictions';
	/** What it is done to: a file, a supplier and feed, a day. */
	readonly what: string;
	/** How much of it is done; null where that cannot be said. */
	readonly done: number | null;
	readonly total: number | null;
}

/** A run of a job as it stands at this moment. */
export interface RunState {
	readonly runId: number;
	readonly job: string;
	readonly status: 'running' | 'done' | 'partial' | 'failed';
	readonly step: RunStep | null;
	readonly counts: Readonly<Record<string, number>>;
	/** Seconds since it began. */
	readonly seconds: number;
}

/** A scoring that open pages may show instead of theirs. */
export interface ScoredNews {
	/** Number of the scoring; a later one is higher. */
	readonly runId: number;
	/** 'YYYY-MM-DD' that it speaks of. */
	readonly asOf: string;
	/** 'YYYY-MM-DD HH:MM:SS', Asia/Shanghai. */
	readonly scoredAt: string;
}

/** What is told to open pages while it happens. */
export type LiveEvent =
	{ readonly kind: 'run'; readonly run: RunState } | { readonly kind: 'scored'; readonly scored: ScoredNews };
