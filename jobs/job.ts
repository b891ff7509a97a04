import type { Actor } from '$lib/domain/actor';
import type { RunStep } from '$lib/domain/live';
import type { App } from '$lib/server/app';
import type { RunProduct } from './run-products';

/** What a run counted: files, rows, projects, … by name. */
export type Counts = Readonly<Record<string, number>>;

export interface JobOutcome {
	readonly counts: Counts;
	/** One Chinese sentence a part that failed; the rest was done. */
	readonly failures: readonly string[];
}

/** What was asked of a run beside its name. */
export interface RunOrder {
	/** The day to do it for; null: as the timetable does it. */
	readonly day: string | null;
	/** Who asked; null: the timetable. */
	readonly actor: Actor | null;
}

/** What a job tells while it works. */
export interface RunWork {
	readonly order: RunOrder;
	/** Says what it is doing now and what it has counted so far. */
	step(step: Pick<RunStep, 'name' | 'what'> & Partial<RunStep>, counts?: Counts): void;
	/** Keeps what it made. */
	made(product: RunProduct): Promise<void>;
}

export const ordinaryOrder: RunOrder = { day: null, actor: null };

/** Work that nobody watches. */
export const unwatched: RunWork = {
	order: ordinaryOrder,
	step: () => undefined,
	made: async () => undefined
};

/** One job: what it does, apart from when. A file `<id>.job.ts` is a job. */
export interface Job {
	readonly id: string;
	readonly label: { readonly zh: string; readonly en: string };
	run(app: App, say: (line: string) => void, work: RunWork): Promise<JobOutcome>;
}
