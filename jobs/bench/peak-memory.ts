import { z } from 'zod';
import type { App } from '$lib/server/app';

const everyMilliseconds = 200;

/** The most memory that was seen while something ran, in megabytes: of the engine, and of the whole process. */
export interface PeakMemory {
	readonly engineMegabytes: number;
	readonly processMegabytes: number;
}

/** Runs `work` while looking, five times a second, at how much memory is held. */
export async function withPeakMemory<T>(
	app: App,
	work: () => Promise<T>
): Promise<PeakMemory & { result: T }> {
	let peak = 0;
	let held = 0;
	let asking = Promise.resolve();
	const ask = async () => {
		const [row] = await app.warehouse.read(
			'select cast(sum(memory_usage_bytes) as double) as bytes from duckdb_memory()',
			{},
			z.object({ bytes: z.number() })
		);
		peak = Math.max(peak, row?.bytes ?? 0);
		held = Math.max(held, process.memoryUsage.rss());
	};
	const timer = setInterval(() => {
		asking = asking.then(ask);
	}, everyMilliseconds);
	try {
		const result = await work();
		return { engineMegabytes: peak / 2 ** 20, processMegabytes: held / 2 ** 20, result };
	} finally {
		clearInterval(timer);
		await asking;
	}
}
