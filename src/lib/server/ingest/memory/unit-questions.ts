import type { FeedDefinition } from '$lib/domain/feed';
import type { Transaction } from '$lib/server/warehouse/warehouse';
import type { UnitSuspicion } from './suspect-units';

const fenOf = { 元: 100, 万元: 1_000_000 } as const;
const inUnit = (fen: number, unit: keyof typeof fenOf) =>
	`${(fen / fenOf[unit]).toLocaleString('zh-CN', { maximumFractionDigits: 2 })} ${unit}`;

/** Sentences for the note of the batch: what looks wrong, and where to answer. */
export function questionNotes(feed: FeedDefinition, suspicions: readonly UnitSuspicion[]): string[] {
	return suspicions.map(({ column, readAs, suspected, medianFen, usualFen }) => {
		const name = feed.columns.find((one) => one.name === column)?.zh ?? column;
		const usual = usualFen === null ? '' : `，以往约 ${inUnit(usualFen, readAs)}`;
		return `“${name}”疑似以${suspected}填写（按${readAs}读，多为 ${inUnit(medianFen, readAs)}${usual}），请到“列对应与单位”页确认`;
	});
}

/** Keeps the questions of a batch until a person has answered them for its supplier. */
export async function recordQuestions(
	tx: Transaction,
	suspicions: readonly UnitSuspicion[],
	of: { batch: number; supplier: string; feed: string; at: string }
): Promise<void> {
	for (const one of suspicions) {
		await tx.run(
			`insert into unit_question values ($batch, $supplier, $feed, $column, $read_as, $suspected, $median, $usual,
				cast($at as timestamp))`,
			{
				...of,
				column: one.column,
				read_as: one.readAs,
				suspected: one.suspected,
				median: one.medianFen,
				usual: one.usualFen
			}
		);
	}
}
