import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({ file_name: z.string(), received_at: z.string(), reason: z.string() });

/** A file that could not be used, and what was answered to whoever sent it. */
export interface RefusedFile {
	readonly fileName: string;
	readonly receivedAt: string;
	readonly reason: string;
}

/** Files that were sent back, newest first. */
export async function refusedFiles(reader: Reader, limit: number): Promise<RefusedFile[]> {
	const rows = await reader.read(
		`select file_name, cast(received_at as varchar) as received_at, reason from refused_file
		order by received_at desc limit $limit`,
		{ limit },
		row
	);
	return rows.map(({ file_name, received_at, reason }) => ({
		fileName: file_name,
		receivedAt: received_at.slice(0, 16),
		reason
	}));
}
