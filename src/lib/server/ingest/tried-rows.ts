import { feeds } from '$lib/domain/feeds';
import type { Transaction } from '$lib/server/warehouse/warehouse';
import type { TableSource } from './readers/table-source';
import type { TriedReason } from './tried-file';

const shownSamples = 3;
const sampledRows = 20;
const sampleCharacters = 24;
const shownReasons = 12;
const shownExamples = 3;

/** The first values below each header, so that a person can tell what an unknown column holds. */
export async function samplesOf(tx: Transaction, table: TableSource): Promise<string[][]> {
	const rows = await tx.all(`select * from incoming limit ${sampledRows}`);
	const feed = table.feed === null ? undefined : feeds.get(table.feed);
	return table.columns.map((name, at) => {
		const isPersonal = feed?.columns.find((column) => column.name === name)?.pii === true;
		const values = rows.map((row) => String(row[`c${at}`] ?? '').trim()).filter((value) => value !== '');
		return [...new Set(values)]
			.slice(0, shownSamples)
			.map((value) => (isPersonal ? '＊＊＊' : masked(value)));
	});
}

/** Long numbers may be those of persons, whatever the header says. */
const masked = (value: string) =>
	value
		.slice(0, sampleCharacters)
		.replace(/\d{9,}[\dXx]?/g, (digits) => `${digits.slice(0, 3)}***${digits.slice(-2)}`);

/** Why rows of a batch are set aside, the commonest reason first, with the first examples. */
export async function reasonsOf(tx: Transaction, batch: number): Promise<TriedReason[]> {
	const rows = await tx.all(
		`select column_name, kind, count(*) as n,
			to_json(list({'row': row_no, 'value': value} order by row_no)[1:${shownExamples}]) as examples
		from (
			select column_name, row_no, value, regexp_replace(reason, '的值“[^”]*”', '的值', 'g') as kind
			from set_aside where batch_id = $batch
		)
		group by column_name, kind
		order by n desc, column_name, kind
		limit ${shownReasons}`,
		{ batch }
	);
	return rows.map((row) => ({
		column: row['column_name'] === null ? null : String(row['column_name']),
		reason: String(row['kind']),
		rows: Number(row['n']),
		examples: JSON.parse(String(row['examples'])) as TriedReason['examples']
	}));
}
