import { parseBrokenCsv } from './parsing/parse-tables';
import type { TableSource } from './readers/table-source';

/** The table of a CSV that the set-based reader refused, with its broken lines listed. */
export async function repairedTable(
	table: TableSource,
	data: Extract<TableSource['data'], { kind: 'csv' }>,
	temp: string,
	name: string
): Promise<TableSource> {
	const { delimiter, skipLines } = data;
	const repaired = await parseBrokenCsv(
		data.path,
		{ delimiter, skipLines, columns: table.headers.length },
		temp,
		name
	);
	return {
		...table,
		converted: true,
		data: { kind: 'csv', path: repaired.path, delimiter: ',', skipLines: 0, quote: '"', rowNumbers: true },
		unreadable: [...table.unreadable, ...repaired.unreadable]
	};
}
