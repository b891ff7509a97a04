import { createContext } from 'svelte';
import type { RunState, ScoredNews } from '$lib/domain/live';

/** A page is listened from when it has settled: many are left again at once. */
const settleMilliseconds = 2_000;
/** A stream that the server refused is asked for again after this long. */
const askAgainMilliseconds = 60_000;

/** What the server tells while a page is open. One stream a page, and none while nobody looks at it. */
export class LiveNews {
	/** Runs by number, as they were last heard of. */
	runs = $state.raw<Readonly<Record<number, RunState>>>({});
	/** The last scoring that was heard of; null: none since the page was opened. */
	scored = $state.raw<ScoredNews | null>(null);
	/** Number of the newest scoring that the server has. */
	scoring = $state(0);
	#stream: EventSource | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Listens while the page is looked at: a browser keeps few connections, and hidden pages would use them up. */
	listen(): () => void {
		const follow = () => (document.visibilityState === 'visible' ? this.open() : this.#close());
		document.addEventListener('visibilitychange', follow);
		this.#timer = setTimeout(follow, settleMilliseconds);
		return () => {
			document.removeEventListener('visibilitychange', follow);
			this.#close();
		};
	}

	/** Listens at once, where a page lives by what it hears. */
	open(): void {
		if (this.#stream) return;
		clearTimeout(this.#timer);
		const stream = new EventSource('/events');
		this.#stream = stream;
		const on = <T>(name: string, hear: (value: T) => void) =>
			stream.addEventListener(name, (event) => hear(JSON.parse((event as MessageEvent<string>).data) as T));
		on<{ scoring: number }>('hello', ({ scoring }) => {
			this.scoring = scoring;
			// Runs that go on are told next; what ended while nobody listened is not told again.
			this.runs = {};
		});
		on<RunState>('run', (run) => (this.runs = { ...this.runs, [run.runId]: run }));
		on<ScoredNews>('scored', (scored) => {
			this.scored = scored;
			this.scoring = scored.runId;
		});
		stream.addEventListener('error', () => {
			// The browser asks again by itself, unless it was refused.
			if (stream.readyState !== EventSource.CLOSED) return;
			this.#close();
			this.#timer = setTimeout(() => this.open(), askAgainMilliseconds);
		});
	}

	#close(): void {
		clearTimeout(this.#timer);
		this.#stream?.close();
		this.#stream = undefined;
	}
}

/** The news of the page; set once by the root layout. */
export const [useNews, setNews] = createContext<LiveNews>();
