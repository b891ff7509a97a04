import type { FeedColumn, FeedDefinition } from '$lib/domain/feed';
import { storedColumn } from '$lib/server/warehouse/feed-tables';
import type { Transaction } from '$lib/server/warehouse/warehouse';
import { unitOfColumn, type ColumnUnits, type MoneyUnit } from './money-units';

/** A money column whose figures look as if they were written in the other unit. */
export interface UnitSuspicion {
	readonly column: string;
	readonly readAs: MoneyUnit;
	readonly suspected: MoneyUnit;
	/** Middle figure of the file, as read. */
	readonly medianFen: number;
	/** Middle figure of what is known of the same projects, supplier or feed; null: nothing to compare with. */
	readonly usualFen: number | null;
}

/** How far from 10,000 a ratio may be: sums of one column differ by less than a hundredfold in their middle. */
const nearestRatio = 2_000;
const farthestRatio = 50_000;
/** Rows looked at; the middle of so many does not move any more. */
const lookedAt = 20_000;
/** Fewer known rows than this are no custom, where they are not of the same projects. */
const fewestKnown = 5;
/** With nothing to compare: smaller wages and instalments (fen) are not paid in 元, greater sums not kept in 万元. */
const smallestSum = 100 * 100;
const greatestSum = 1_000_000 * 10_000 * 100;
/** Columns whose sums are never as small as that. */
const largeSums: Readonly<Record<string, readonly string[]>> = {
	payroll: ['payable', 'paid'],
	disbursements: ['payable', 'paid'],
	progress: ['completed_value', 'progress_paid'],
	deposits: ['amount'],
	guarantees: ['amount'],
	presale_accounts: ['balance']
};

interface Question {
	readonly feed: FeedDefinition;
	/** Columns of the feed that the table has. */
	readonly present: readonly string[];
	readonly supplier: string | null;
	/** What this supplier has been asked already. */
	readonly answered: ColumnUnits;
}

/**
 * Compares the money columns of the typed rows with what is known, before they are placed: by project where the
 * rows name projects that have figures, else with the supplier's rows, else with the feed's.
 */
export async function suspectUnits(tx: Transaction, question: Question): Promise<UnitSuspicion[]> {
	const { feed, present, answered } = question;
	const suspicions: UnitSuspicion[] = [];
	for (const column of feed.columns) {
		const readAs = unitOfColumn(column);
		if (!readAs || !present.includes(column.name) || answered[column.name] !== undefined) continue;
		const found = await compare(tx, question, column);
		if (found && isSlip(feed.feed, column, readAs, found)) {
			suspicions.push({
				column: column.name,
				readAs,
				suspected: readAs === '元' ? '万元' : '元',
				medianFen: found.median,
				usualFen: found.usual
			});
		}
	}
	return suspicions;
}

interface Comparison {
	readonly median: number;
	readonly usual: number | null;
	/** Figure of the file over the known one; null: nothing known. */
	readonly ratio: number | null;
}

function isSlip(feed: string, column: FeedColumn, readAs: MoneyUnit, found: Comparison): boolean {
	const { ratio, median } = found;
	const near = (value: number) => value >= nearestRatio && value <= farthestRatio;
	if (ratio !== null) return readAs === '元' ? near(1 / ratio) : near(ratio);
	if (readAs === '万元') return median > greatestSum;
	return (largeSums[feed]?.includes(column.name) ?? false) && median < smallestSum;
}

async function compare(
	tx: Transaction,
	{ feed, supplier }: Question,
	column: FeedColumn
): Promise<Comparison | undefined> {
	const money = storedColumn(column).name;
	const byProject = feed.columns.some(({ name }) => name === 'project_code');
	const given = `select ${byProject ? 'project_code' : 'null'} as p, abs(${money}) as v
		from typed where ok and ${money} <> 0 limit ${lookedAt}`;
	const [middle] = await tx.all(`select cast(median(v) as bigint) as m from (${given})`);
	if (middle?.['m'] == null) return undefined;
	const median = Number(middle['m']);
	if (byProject) {
		const [same] = await tx.all(`with given as (${given}),
			ours as (select p, median(v) as m from given group by p),
			theirs as (
				select project_code as p, median(abs(${money})) as m from feed_${feed.feed}
				where known_to is null and ${money} <> 0 and project_code in (select p from ours)
				group by project_code
			)
			select median(o.m / t.m) as ratio, cast(median(t.m) as bigint) as usual
			from ours o join theirs t on t.p = o.p`);
		if (same?.['ratio'] != null) {
			return { median, usual: Number(same['usual']), ratio: Number(same['ratio']) };
		}
	}
	const ofSupplier = `and batch_id in (select batch_id from batch where feed = '${feed.feed}' and supplier = $supplier)`;
	for (const [narrowed, params] of [
		[ofSupplier, { supplier: supplier ?? '' }],
		['', {}]
	] as const) {
		const [known] = await tx.all(
			`select count(*) as n, cast(median(v) as bigint) as m from (
				select abs(${money}) as v from feed_${feed.feed}
				where known_to is null and ${money} <> 0 ${narrowed} limit ${lookedAt}
			)`,
			params
		);
		if (Number(known?.['n'] ?? 0) < fewestKnown) continue;
		const usual = Number(known?.['m']);
		return { median, usual, ratio: median / usual };
	}
	return { median, usual: null, ratio: null };
}
