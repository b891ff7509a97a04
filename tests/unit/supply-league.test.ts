import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawnToMean, leagueLeastDays, supplyLeague, type SupplierRecord } from '$lib/domain/supply-league';

const share = (value: number, of: number) => ({ share: value, of });
const record = (supplier: string, onTime: number, days: number): SupplierRecord => ({
	supplier,
	onTime: share(onTime, days),
	complete: null,
	usable: null
});
const placesOf = (records: readonly SupplierRecord[]) =>
	supplyLeague(records).map(({ supplier, place }) => [supplier, place]);

test('few days make neither a champion nor a culprit', () => {
	expect(
		placesOf([
			record('大而好', 0.98, 900),
			record('小而满分', 1, 14),
			record('大而差', 0.4, 900),
			record('小而零分', 0, 14)
		])
	).toEqual([
		['大而好', 1],
		['小而满分', 2],
		['小而零分', 3],
		['大而差', 4]
	]);
});

test('with the least number of days a supplier is ranked, with one less it is not', () => {
	expect(placesOf([record('够', 1, leagueLeastDays), record('不够', 1, leagueLeastDays - 1)])).toEqual([
		['够', 1],
		['不够', null]
	]);
});

test('equal records share a place, and the next one is counted after both', () => {
	expect(
		placesOf([record('甲', 1, 60), record('乙', 1, 60), record('丙', 0.5, 60)]).map(([, place]) => place)
	).toEqual([1, 1, 3]);
});

test('what was never counted of anybody costs nobody anything', () => {
	expect(supplyLeague([record('甲', 1, 60)])[0]!.score).toBe(100);
	expect(supplyLeague([])).toEqual([]);
});

test('doing better never lowers the score, and more days bring the share nearer to the own one', () => {
	const unit = fc.double({ min: 0, max: 1, noNaN: true });
	fc.assert(
		fc.property(unit, unit, unit, fc.integer({ min: 14, max: 900 }), (mine, more, others, days) => {
			const better = mine + (1 - mine) * more;
			const scoreOf = (own: number) =>
				supplyLeague([record('我', own, days), record('别家', others, 300)]).find(
					({ supplier }) => supplier === '我'
				)!.score!;
			expect(scoreOf(better)).toBeGreaterThanOrEqual(scoreOf(mine));
			expect(scoreOf(mine)).toBeGreaterThanOrEqual(0);
			expect(scoreOf(better)).toBeLessThanOrEqual(100);
			const drawn = (of: number) => Math.abs(drawnToMean(share(mine, of), others, 30) - mine);
			expect(drawn(days + 1)).toBeLessThanOrEqual(drawn(days) + 1e-12);
		})
	);
});
