import { z } from 'zod';
import type { Reader } from './warehouse';

/**
 * What pages show of persons, by key. Asked by the keys themselves, of which a page has few: a join would go through
 * every person of a province.
 */
export async function masksOf(
	reader: Reader,
	cells: readonly unknown[]
): Promise<ReadonlyMap<string, string>> {
	const keys = [
		...new Set(
			cells.filter((cell) => cell !== null && cell !== undefined).map((cell) => BigInt(String(cell)))
		)
	];
	if (keys.length === 0) return new Map();
	const rows = await reader.read(
		`select cast(pii_key as varchar) as pii_key, mask from pii_value where pii_key in (${keys.join(', ')})`,
		{},
		z.object({ pii_key: z.string(), mask: z.string() })
	);
	return new Map(rows.map(({ pii_key, mask }) => [pii_key, mask]));
}
