import fc from 'fast-check';
import { expect, test } from 'vitest';
import { payArrears, recoverAdvances } from '$lib/domain/payment-waterfall';

const fen = fc.integer({ min: 0, max: 10_000_000_00 });
const sources = fc.array(
	fc.record({
		id: fc.string({ minLength: 1, maxLength: 3 }),
		balanceFen: fc.option(fc.integer({ min: -1000, max: 10_000_000_00 }), { nil: null }),
		floorFen: fen
	}),
	{ maxLength: 5 }
);

test('no source goes below its floor, none pays more than is owed, and the sums add up', () => {
	fc.assert(
		fc.property(fen, sources, (owed, given) => {
			const plan = payArrears(owed, given);
			expect(plan.paidFen + plan.uncoveredFen).toBe(owed);
			expect(plan.draws.reduce((sum, draw) => sum + draw.paysFen, 0)).toBe(plan.paidFen);
			for (const draw of plan.draws) {
				expect(draw.paysFen).toBeGreaterThanOrEqual(0);
				if (draw.balanceFen === null) expect([draw.paysFen, draw.leftFen]).toEqual([0, null]);
				else if (draw.paysFen > 0) expect(draw.leftFen).toBeGreaterThanOrEqual(draw.floorFen);
			}
		})
	);
});

test('a later source is touched only when those before it are exhausted', () => {
	fc.assert(
		fc.property(fen, sources, (owed, given) => {
			const { draws } = payArrears(owed, given);
			for (const [place, draw] of draws.entries()) {
				if (draw.paysFen === 0) continue;
				for (const before of draws.slice(0, place)) expect(before.paysFen).toBe(before.availableFen ?? 0);
			}
		})
	);
});

test('more money in a source never leaves more uncovered', () => {
	fc.assert(
		fc.property(fen, sources, fen, fc.nat(4), (owed, given, more, place) => {
			const richer = given.map((one, index) =>
				index === place ? { ...one, balanceFen: (one.balanceFen ?? 0) + more } : one
			);
			const poorer = given.map((one, index) =>
				index === place ? { ...one, balanceFen: one.balanceFen ?? 0 } : one
			);
			expect(payArrears(owed, richer).uncoveredFen).toBeLessThanOrEqual(
				payArrears(owed, poorer).uncoveredFen
			);
		})
	);
});

test('on the line: the balance over the floor is just what is owed, and a fen less leaves a fen', () => {
	const fund = (balanceFen: number) => [{ id: 'revolving', balanceFen, floorFen: 100_000_000 }];
	expect(payArrears(500, fund(100_000_500))).toMatchObject({ paidFen: 500, uncoveredFen: 0 });
	expect(payArrears(500, fund(100_000_499))).toMatchObject({ paidFen: 499, uncoveredFen: 1 });
	expect(payArrears(500, fund(100_000_000))).toMatchObject({ paidFen: 0, uncoveredFen: 500 });
	expect(payArrears(500, fund(99_999_999)).draws[0]).toMatchObject({ availableFen: 0, leftFen: 99_999_999 });
});

test('nothing owed takes nothing; no sources cover nothing', () => {
	expect(payArrears(0, [{ id: 'deposit', balanceFen: 5, floorFen: 0 }])).toMatchObject({ paidFen: 0 });
	expect(payArrears(7, [])).toEqual({ draws: [], paidFen: 0, uncoveredFen: 7 });
});

const advances = fc.array(
	fc.record({
		id: fc.string({ minLength: 1, maxLength: 4 }),
		amountFen: fen,
		recoveredFen: fen,
		due: fc.option(fc.constantFrom('2026-01-31', '2026-06-30', '2027-01-01'), { nil: null })
	}),
	{ maxLength: 5 }
);

test('a repayment is shared whole, never more than is out, the one due first being first', () => {
	fc.assert(
		fc.property(advances, fen, (given, repaid) => {
			const { recoveries, outstandingFen, restFen } = recoverAdvances(given, repaid);
			const back = recoveries.reduce((sum, one) => sum + one.backFen, 0);
			const out = recoveries.reduce((sum, one) => sum + one.outstandingFen, 0);
			expect(back + restFen).toBe(repaid);
			expect(outstandingFen).toBe(out - back);
			const open = recoveries.findIndex((one) => one.backFen < one.outstandingFen);
			if (open >= 0) expect(recoveries.slice(open + 1).every((one) => one.backFen === 0)).toBe(true);
		})
	);
});
