import { addDays } from './calendar';
import type { Random } from './random';
import type { FeedRow } from './types';

export interface RandomWorldOptions {
	/** How many projects (three quarters as many enterprises). */
	projects: number;
	/** The last day anything is received, 'YYYY-MM-DD'; business dates go some weeks beyond it. */
	today: string;
	/** Whether one batch may hold a key twice, the later row to count; true where left out. */
	duplicatesInBatch?: boolean;
}

/** Collects rows of feeds with a time of receipt, corrections included; two batches a month at most. */
export class Batches {
	readonly rows: Record<string, FeedRow[]> = {};

	constructor(
		readonly random: Random,
		readonly options: RandomWorldOptions
	) {}

	/** A time of receipt some days after the business day, on one of the batch days, never after today. */
	private receivedAfter(day: string, delay: number): string {
		const late = addDays(day < this.options.today ? day : this.options.today, delay);
		const batchDay = `${late.slice(0, 7)}-${late.slice(8, 10) <= '15' ? '15' : '28'}`;
		return `${batchDay < this.options.today ? batchDay : this.options.today} 18:00:00`;
	}

	/**
	 * Adds a row of a feed that happened on a day. Sometimes it is followed by a correction of the same key with
	 * some columns changed, received later, or a copy without change.
	 */
	add(feed: string, day: string, row: FeedRow, corrected: FeedRow = {}): void {
		const { random, options } = this;
		const rows = (this.rows[feed] ??= []);
		const at = this.receivedAfter(day, random.between(0, 12));
		const wrong = Object.keys(corrected).length > 0 && random.chance(0.5);
		rows.push({ ...row, ...(wrong ? corrected : {}), _received_at: at });
		if (wrong || random.chance(0.04)) {
			const later = this.receivedAfter(addDays(at.slice(0, 10), 1), random.between(15, 40));
			rows.push({ ...row, _received_at: later > at ? later : at });
		}
		if (options.duplicatesInBatch !== false && random.chance(0.03)) {
			rows.push({ ...row, _received_at: rows.at(-1)!._received_at });
		}
	}

	/** Rows in the order in which they were received. */
	sorted(): Record<string, FeedRow[]> {
		const order = (a: FeedRow, b: FeedRow) => String(a._received_at).localeCompare(String(b._received_at));
		return Object.fromEntries(Object.entries(this.rows).map(([feed, rows]) => [feed, [...rows].sort(order)]));
	}
}
