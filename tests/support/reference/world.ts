import contract from '../../fixtures/contract-feeds.json';
import { isWeekday, lastDayOf } from './calendar';
import { Exact } from './exact';
import { defaultPolicy } from './policy';
import type { Levels, ReferencePolicy } from './policy';
import type { FeedRow, ReferenceInput } from './types';

/**
 * The date by which a row counts.
 * CHOICE 1: a row whose date is blank is there (it was received), but the rules that need the date do not see it.
 */
const BUSINESS_DATE: Partial<Record<string, string>> = {
	// CHOICE 2: a party counts from valid_from (blank: always); the text does not mention valid_to, so it stays.
	project_parties: 'valid_from',
	roster: 'entry_date',
	special_accounts: 'opened_at',
	account_transactions: 'txn_time',
	disbursements: 'paid_date',
	guarantees: 'issued_at',
	credit_events: 'event_date',
	deferral_reports: 'report_date',
	clues: 'received_at',
	petition_events: 'event_date',
	cases: 'opened_at',
	inspections: 'inspect_date'
};

/** Rows of a month, which count from its last day. */
const MONTH_ENDED: Partial<Record<string, string>> = {
	progress: 'period',
	tax: 'month',
	social_insurance: 'month',
	utilities: 'month'
};

/**
 * CHOICE 3: payroll and attendance are not in the text's list of month rows and may be paid inside their month,
 * so they count once their month has begun. pay_date only decides paid(line); uploaded_at only the silence.
 */
const MONTH_BEGUN: Partial<Record<string, string>> = { payroll: 'wage_month', attendance: 'wage_month' };

export interface World {
	d: string;
	policy: ReferencePolicy;
	isWorkday: (day: string) => boolean;
	newestBatchReceivedAt: Partial<Record<string, string | undefined>>;
	/** The rows of a feed that count at D. */
	all(feed: string): FeedRow[];
	/** Those of them whose column holds the code. */
	of(feed: string, column: string, code: string): FeedRow[];
	levels(indicator: string): Levels;
}

/** A text, null where blank. */
export function text(row: FeedRow, column: string): string | null {
	const cell = row[column];
	return cell === null || cell === undefined || cell === '' ? null : String(cell);
}

/** The date part of a date or timestamp, null where blank. */
export function date(row: FeedRow, column: string): string | null {
	return text(row, column)?.slice(0, 10) ?? null;
}

/** A number or money, exact, null where blank. */
export function amount(row: FeedRow, column: string): Exact | null {
	const cell = text(row, column);
	return cell === null ? null : Exact.parse(cell);
}

/** Σ of a column, blanks left out; the empty sum is 0. */
export function sumOf(rows: FeedRow[], column: string): Exact {
	return Exact.sum(rows.map((row) => amount(row, column) ?? Exact.zero));
}

function startOf(timestamp: string): string {
	return timestamp.length <= 10 ? `${timestamp} 00:00:00` : timestamp;
}

function endOf(timestamp: string): string {
	return timestamp.length <= 10 ? `${timestamp} 23:59:59` : timestamp;
}

/** The last received row of each key; CHOICE 4: a row without `_received_at` was received before all others. */
export function lastReceived(feed: string, rows: FeedRow[], knownAt?: string): FeedRow[] {
	const key = contract.feeds.find((candidate) => candidate.feed === feed)?.key;
	if (!key) throw new RangeError(`no such feed: ${feed}`);
	const received = (row: FeedRow) => startOf(text(row, '_received_at') ?? '0000-01-01');
	const known = rows.filter((row) => knownAt === undefined || received(row) <= endOf(knownAt));
	const inOrder = known
		.map((row, index) => ({ row, index }))
		.sort((a, b) =>
			received(a.row) < received(b.row) ? -1 : received(a.row) > received(b.row) ? 1 : a.index - b.index
		);
	const latest = new Map<string, FeedRow>();
	for (const { row } of inOrder) latest.set(JSON.stringify(key.map((column) => text(row, column))), row);
	return [...latest.values()];
}

function counts(feed: string, row: FeedRow, d: string): boolean {
	const own = BUSINESS_DATE[feed];
	if (own) return (date(row, own) ?? d) <= d;
	const ended = MONTH_ENDED[feed];
	if (ended) return lastDayOf(text(row, ended)!) <= d;
	const begun = MONTH_BEGUN[feed];
	if (begun) return `${text(row, begun)}-01` <= d;
	return true;
}

/** The rows as they stand at D: corrections applied, later business left out. */
export function worldOf(input: ReferenceInput): World {
	const d = input.asOf;
	const policy = input.policy ?? defaultPolicy;
	const byFeed: Record<string, FeedRow[]> = {};
	const newest: Partial<Record<string, string | undefined>> = {};
	for (const [feed, rows = []] of Object.entries(input.rows)) {
		byFeed[feed] = lastReceived(feed, rows, input.knownAt).filter((row) => counts(feed, row, d));
		const times = rows
			.map((row) => text(row, '_received_at'))
			.filter((time) => time !== null)
			.filter((time) => input.knownAt === undefined || startOf(time) <= endOf(input.knownAt));
		newest[feed] = times.sort().at(-1);
	}
	return {
		d,
		policy,
		isWorkday: input.isWorkday ?? isWeekday,
		newestBatchReceivedAt: input.newestBatchReceivedAt ?? newest,
		all: (feed) => byFeed[feed] ?? [],
		of: (feed, column, code) => (byFeed[feed] ?? []).filter((row) => text(row, column) === code),
		levels(indicator) {
			const levels = policy.thresholds[indicator];
			if (!levels) throw new RangeError(`no thresholds for ${indicator}`);
			return levels;
		}
	};
}
