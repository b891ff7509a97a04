import type { FeedRow } from './reference/types';
import type { District, Row } from './district';

/** Ingests a world batch by batch, in the order in which its rows were received. @throws Error for a row set aside */
export async function receive(
	district: District,
	world: Readonly<Record<string, readonly FeedRow[] | undefined>>
): Promise<void> {
	const batches = new Map<string, [feed: string, at: string, rows: Row[]]>();
	for (const [feed, rows] of Object.entries(world)) {
		for (const { _received_at: at, ...row } of rows ?? []) {
			const key = `${String(at)} ${feed}`;
			const batch = batches.get(key) ?? [feed, String(at), []];
			batch[2].push(row as Row);
			batches.set(key, batch);
		}
	}
	for (const [, [feed, at, rows]] of [...batches].sort(([a], [b]) => a.localeCompare(b))) {
		const reports = await district.ingestRows({ [feed]: rows }, at);
		const refused = reports.filter((report) => report.error !== null || report.set_aside > 0);
		if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`);
	}
}
