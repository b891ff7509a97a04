import { addDays } from '$lib/domain/day';
import { dayMarks, onTimeShare, type DayMark } from '$lib/domain/feed-silence';
import { feeds } from '$lib/domain/feeds';
import { supplyLeague, type CountedShare, type LeaguePlace } from '$lib/domain/supply-league';
import { isOf, isReleased, silenceItems, type SilenceItem } from '../dispatch/supply/silence-book';
import { isMissed, supplies, type Supply } from '../dispatch/supply/supplies';
import type { Policy } from '../policies/policy';
import type { Reader } from '../warehouse/warehouse';
import { deliveryDays, supplyReach, type DeliveryDay, type SupplyReach } from './supply-deliveries';

/** Days over which suppliers are measured, and days that the calendar shows (whole weeks). */
export const measuredDays = 90;
export const shownWeeks = 8;
/** Earlier deliveries whose usual size the newest is held against. */
const usualOf = 6;
const usualAtLeast = 2;

/** What was reported of what was expected. */
export interface Completeness {
	/** `projects`: under way and reported; `rows`: of the newest delivery against its usual size. */
	readonly kind: 'projects' | 'rows';
	readonly got: number;
	readonly expected: number;
	/** 0 to 1; more than expected is not more than whole. */
	readonly share: number;
}

/** A feed of a supplier with its record. */
export interface SupplyLine extends Supply {
	readonly zh: string;
	readonly rhythm: string;
	/** Released by a person: no longer expected. */
	readonly released: boolean;
	readonly missed: boolean;
	readonly onTime: { readonly share: number; readonly days: number } | null;
	readonly complete: Completeness | null;
	readonly rowsRead: number;
	readonly setAside: number;
	/** One mark a shown day, the oldest first, with what came on days that have a delivery. */
	readonly marks: readonly DayMark[];
	readonly days: readonly DeliveryDay[];
	/** The largest delivery day shown, in rows. */
	readonly most: number;
	/** The open item, or null. */
	readonly item: SilenceItem | null;
}

export interface SupplyBoard {
	readonly day: string;
	readonly measuredFrom: string;
	readonly shownFrom: string;
	/** What comes or once came, by supplier and feed. */
	readonly lines: readonly SupplyLine[];
	/** Feeds that nobody ever sent, silent or not. */
	readonly never: readonly SupplyLine[];
	readonly league: readonly (LeaguePlace & { readonly feeds: number })[];
	/** The day on which projects were last counted; null: never. */
	readonly reachedOn: string | null;
}

/** Monday of the week of a day. */
const mondayOf = (day: string) => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** Projects where they are counted for this feed, else the newest delivery against the ones before it. */
function completenessOf(
	own: readonly DeliveryDay[],
	reach: SupplyReach | undefined,
	isOnlySupplier: boolean
): Completeness | null {
	if (reach) {
		const expected = isOnlySupplier ? reach.active : reach.ever;
		if (expected > 0)
			return { kind: 'projects', got: reach.recent, expected, share: Math.min(1, reach.recent / expected) };
	}
	const sizes = own.filter(({ accepted }) => accepted > 0).map(({ accepted }) => accepted);
	const newest = sizes.at(-1);
	const earlier = sizes.slice(0, -1).slice(-usualOf);
	if (newest === undefined || earlier.length < usualAtLeast) return null;
	const expected = median(earlier);
	return { kind: 'rows', got: newest, expected, share: Math.min(1, newest / expected) };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function weighed(shares: readonly (CountedShare | null)[]): CountedShare | null {
	const counted = shares.filter((one) => one !== null);
	const of = sum(counted.map((one) => one.of));
	return of === 0 ? null : { share: sum(counted.map((one) => one.share * one.of)) / of, of };
}

function leagueOf(lines: readonly SupplyLine[]): SupplyBoard['league'] {
	const bySupplier = Map.groupBy(
		lines.filter((line) => line.last !== null && !line.released),
		(line) => line.addressee
	);
	const places = supplyLeague(
		[...bySupplier].map(([supplier, own]) => {
			const read = sum(own.map((line) => line.rowsRead));
			return {
				supplier,
				onTime: weighed(own.map(({ onTime }) => onTime && { share: onTime.share, of: onTime.days })),
				complete: weighed(
					own.map(
						({ complete }) =>
							complete && { share: complete.share, of: complete.kind === 'rows' ? 1 : complete.expected }
					)
				),
				usable: read === 0 ? null : { share: 1 - sum(own.map((line) => line.setAside)) / read, of: read }
			};
		})
	);
	return places.map((place) => ({ ...place, feeds: bySupplier.get(place.supplier)?.length ?? 0 }));
}

/** The whole of data supply as of `day`. */
export async function supplyBoard(reader: Reader, policy: Policy, day: string): Promise<SupplyBoard> {
	const [all, items, delivered, reach] = await Promise.all([
		supplies(reader, policy, day),
		silenceItems(reader, day),
		deliveryDays(reader, day),
		supplyReach(reader)
	]);
	const measuredFrom = addDays(day, 1 - measuredDays);
	const shownFrom = addDays(mondayOf(day), -7 * (shownWeeks - 1));
	const byPair = Map.groupBy(delivered, ({ feed, supplier }) => `${feed} ${supplier}`);
	const lines = all.map((supply): SupplyLine => {
		const own = byPair.get(`${supply.feed} ${supply.supplier}`) ?? [];
		const came = own.filter(({ accepted }) => accepted > 0).map((one) => one.day);
		const measured = own.filter((one) => one.day >= measuredFrom);
		const shown = own.filter((one) => one.day >= shownFrom);
		const isOnlySupplier = all.filter(({ feed }) => feed === supply.feed).length === 1;
		return {
			...supply,
			zh: feeds.get(supply.feed)?.zh ?? supply.feed,
			rhythm: policy.feeds.get(supply.feed)?.rhythm ?? '',
			released: isReleased(supply, items),
			missed: isMissed(supply) && !isReleased(supply, items),
			onTime: onTimeShare(came, { from: measuredFrom, to: day }, supply),
			complete: completenessOf(
				own,
				reach.find(({ feed, supplier }) => feed === supply.feed && supplier === supply.supplier),
				isOnlySupplier
			),
			rowsRead: sum(measured.map(({ rowsRead }) => rowsRead)),
			setAside: sum(measured.map(({ setAside }) => setAside)),
			marks: dayMarks(came, { from: shownFrom, to: day }, supply),
			days: shown,
			most: Math.max(0, ...shown.map(({ accepted }) => accepted)),
			item: items.find((item) => isOf(supply)(item) && item.endedOn === null) ?? null
		};
	});
	const order = { silent: 0, late: 1, fresh: 2, never: 3 };
	const came = lines
		.filter(({ last }) => last !== null)
		.sort(
			(a, b) =>
				a.addressee.localeCompare(b.addressee, 'zh') ||
				order[a.state] - order[b.state] ||
				a.feed.localeCompare(b.feed)
		);
	return {
		day,
		measuredFrom,
		shownFrom,
		lines: came,
		never: lines.filter(({ last }) => last === null),
		league: leagueOf(came),
		reachedOn: reach[0]?.asOf ?? null
	};
}
