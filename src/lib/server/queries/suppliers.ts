import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

/** Everybody whose files have come so far, the busiest first. */
export async function suppliers(reader: Reader): Promise<string[]> {
	const rows = await reader.read(
		`select supplier from batch where supplier is not null and supplier <> ''
		group by supplier order by count(*) desc, supplier`,
		{},
		z.object({ supplier: z.string() })
	);
	return rows.map((row) => row.supplier);
}

/** Who sent the last file of the same name, dates and numbers in it apart; null where nobody did. */
export async function guessSupplier(reader: Reader, fileName: string): Promise<string | null> {
	const [row] = await reader.read(
		`select supplier from batch
		where supplier is not null and supplier <> ''
			and regexp_replace(lower(file_name), '[0-9]+', '', 'g') = $stem
		order by batch_id desc limit 1`,
		{ stem: fileName.toLowerCase().replace(/[0-9]+/g, '') },
		z.object({ supplier: z.string() })
	);
	return row?.supplier ?? null;
}
