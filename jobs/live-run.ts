import type { RunState, RunStep } from '$lib/domain/live';
import type { App } from '$lib/server/app';
import type { Counts } from './job';

/** Pages hear of a run at most this often; the last word always goes out. */
const tellEveryMilliseconds = 250;

/** A run while it runs: what it does and what it has counted, told to the pages that listen. */
export class LiveRun {
	readonly #app: App;
	readonly #began = performance.now();
	readonly #runId: number;
	readonly #job: string;
	#status: RunState['status'] = 'running';
	#step: RunStep | null = null;
	#counts: Counts = {};
	#timer: NodeJS.Timeout | undefined;

	constructor(app: App, runId: number, job: string) {
		this.#app = app;
		this.#runId = runId;
		this.#job = job;
		this.#tell();
	}

	get state(): RunState {
		return {
			runId: this.#runId,
			job: this.#job,
			status: this.#status,
			step: this.#step,
			counts: this.#counts,
			seconds: Math.round((performance.now() - this.#began) / 1000)
		};
	}

	step(step: RunStep, counts?: Counts): void {
		this.#step = step;
		if (counts) this.#counts = counts;
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			this.#tell();
		}, tellEveryMilliseconds);
		this.#timer.unref();
	}

	end(status: RunState['status'], counts: Counts): void {
		clearTimeout(this.#timer);
		this.#status = status;
		this.#step = null;
		this.#counts = counts;
		this.#tell();
	}

	#tell(): void {
		this.#app.events.publish({ kind: 'run', run: this.state });
	}
}
