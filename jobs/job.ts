import type { App } from '$lib/server/app';

/** What a run counted: files, rows, projects, … by name. */
export type Counts = Readonly<Record<string, number>>;

export interface JobOutcome {
	readonly counts: Counts;
	/** One Chinese sentence a part that failed; the rest was done. */
	readonly failures: readonly string[];
}

/** One job: what it does, apart from when. A file `<id>.job.ts` is a job. */
export interface Job {
	readonly id: string;
	readonly label: { readonly zh: string; readonly en: string };
	run(app: App, say: (line: string) => void): Promise<JobOutcome>;
}
