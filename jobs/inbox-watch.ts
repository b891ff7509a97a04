import type { App } from '$lib/server/app';
import { InboxMemory } from '$lib/server/sources/inbox-memory';
import { lookAtInbox } from '$lib/server/sources/inbox.source';
import { startRun } from './run';

/** How often the folder is looked at; looking is reading names and sizes only, which any network share can do. */
const everyMilliseconds = 1000;

const memories = new WeakMap<App, InboxMemory>();

/** How the inbox looked before; the watch and the scheduled run share it. */
export function inboxMemory(app: App): InboxMemory {
	const known = memories.get(app) ?? new InboxMemory();
	memories.set(app, known);
	return known;
}

export interface InboxWatch {
	/** A run that has begun goes on. */
	stop(): void;
}

/**
 * Takes what lies still in the inbox within seconds, by the job that the timetable runs. A file that this run left
 * where it is waits for the timetable.
 */
export function watchInbox(app: App, every = everyMilliseconds): InboxWatch {
	const memory = inboxMemory(app);
	/** Files that a run of the watch has met, as they looked then. */
	let met = new Set<string>();
	let isStopped = false;
	let wasSilent = true;
	let timer: NodeJS.Timeout | undefined;
	const look = async () => {
		try {
			const still = memory.still(await lookAtInbox(app.config.home));
			const looks = still.map(({ path, look }) => `${path} ${look}`);
			if (looks.some((one) => !met.has(one))) {
				const { runId, ended } = await startRun(app, 'inbox', { trigger: 'watch' });
				await ended;
				if (runId !== 0) met = new Set(looks);
			}
			wasSilent = true;
		} catch (error) {
			// A share that is away is said once, not every second; it is looked for again all the same.
			if (wasSilent && !isStopped) app.log.error({ err: error }, 'inbox watch');
			wasSilent = false;
		}
	};
	const tick = async () => {
		await look();
		if (isStopped) return;
		timer = setTimeout(() => void tick(), every);
		timer.unref();
	};
	void tick();
	return {
		stop() {
			isStopped = true;
			clearTimeout(timer);
		}
	};
}
