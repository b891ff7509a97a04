import { z } from 'zod';
import type { App } from '$lib/server/app';

const everyMilliseconds = 200;

/** Runs `work` while asking the engine how much memory it holds; the most that it said, in megabytes. */
export async function withPeakMemory<T>(
	app: App,
	work: () => Promise<T>
): Promise<{ megabytes: number; result: T }> {
	let peak = 0;
	let asking = Promise.resolve();
	const ask = async () => {
		const [row] = await app.warehouse.read(
			'select cast(sum(memory_usage_bytes) as double) as bytes from duckdb_memory()',
			{},
			z.object({ bytes: z.number() })
		);
		peak = Math.max(peak, row?.bytes ?? 0);
	};
	const timer = setInterval(() => {
		asking = asking.then(ask);
	}, everyMilliseconds);
	try {
		const result = await work();
		return { megabytes: peak / 2 ** 20, result };
	} finally {
		clearInterval(timer);
		await asking;
	}
}
