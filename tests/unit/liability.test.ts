import fc from 'fast-check';
import { expect, test } from 'vitest';
import { grounds, suggestLiability, type LiabilityFacts } from '$lib/domain/liability';

const calm: LiabilityFacts = {
	isConstruction: true,
	hasSubcontractor: true,
	labourCostGapDays: 31,
	labourCostCycleDays: 31,
	labourCostShortFen: 0,
	unsettledFen: 0,
	grounds: []
};
const articles = (facts: Partial<LiabilityFacts>) =>
	suggestLiability({ ...calm, ...facts }).liable.map(({ party, article }) => `${party} ${article}`);

test('a subcontractor owes directly and the general contractor pays first (art. 30)', () => {
	expect(articles({})).toEqual(['contractor 30', 'subcontractor 30']);
});

test('without a subcontractor the general contractor is the employer (art. 16)', () => {
	expect(articles({ hasSubcontractor: false })).toEqual(['contractor 16']);
});

test('labour cost is late on day 32, not on day 31: the owner advances up to the unsettled price (art. 29)', () => {
	expect(articles({ labourCostGapDays: 32 })[0]).toBe('owner 29');
	const [owner] = suggestLiability({ ...calm, labourCostGapDays: 32, unsettledFen: 700 }).liable;
	expect(owner).toMatchObject({ quality: 'advances', reason: 'labour_cost_late', limitFen: 700 });
});

test('a fen of labour cost short, or of progress unpaid, brings the owner in; neither leaves the owner out', () => {
	expect(articles({ labourCostShortFen: 1 })[0]).toBe('owner 29');
	expect(articles({ unsettledFen: 1 })[0]).toBe('owner 29');
	expect(articles({ labourCostShortFen: 0, unsettledFen: -5 })).not.toContain('owner 29');
});

test('work let to the unqualified, a lent name and an unlawful project come before all (art. 36, 37)', () => {
	expect(articles({ grounds: ['let_by_contractor'], labourCostGapDays: 90 })).toEqual([
		'contractor 36',
		'owner 29',
		'contractor 30',
		'subcontractor 30'
	]);
	expect(articles({ grounds: ['let_by_owner'] })[0]).toBe('owner 36');
	expect(articles({ grounds: ['name_lent'] })[0]).toBe('contractor 36');
	expect(articles({ grounds: ['name_lent', 'unlawful_project'] })[0]).toBe('owner 37');
	expect(articles({ grounds: ['passed_on'], hasSubcontractor: false })[0]).toBe('contractor 30');
});

test('outside construction the employer pays, and the rules of building work do not apply', () => {
	expect(articles({ isConstruction: false, labourCostGapDays: 90, grounds: ['let_by_owner'] })).toEqual([
		'employer 16'
	]);
	expect(articles({ isConstruction: false, grounds: ['unlicensed_dispatch'] })).toEqual([
		'employer 18',
		'employer 16'
	]);
});

test('what nobody told is named, and is not taken for innocence', () => {
	const advice = suggestLiability({
		...calm,
		hasSubcontractor: null,
		labourCostGapDays: null,
		labourCostShortFen: null,
		unsettledFen: null
	});
	expect(advice.unknown).toEqual(['parties', 'disbursements', 'progress']);
	expect(advice.liable.map(({ party }) => party)).toEqual(['contractor']);
});

test('somebody is always liable, a limit is never negative, and a dispute excuses nobody', () => {
	const maybe = fc.option(fc.integer({ min: -1000, max: 1000 }), { nil: null });
	fc.assert(
		fc.property(
			fc.record({
				isConstruction: fc.boolean(),
				hasSubcontractor: fc.option(fc.boolean(), { nil: null }),
				labourCostGapDays: maybe,
				labourCostCycleDays: fc.constant(31),
				labourCostShortFen: maybe,
				unsettledFen: maybe,
				grounds: fc.subarray([...grounds])
			}),
			(facts) => {
				const { liable, disputeDoesNotExcuse } = suggestLiability(facts);
				expect(liable.length).toBeGreaterThan(0);
				expect(liable.every(({ limitFen }) => limitFen === null || limitFen >= 0)).toBe(true);
				const without = suggestLiability({
					...facts,
					grounds: facts.grounds.filter((one) => one !== 'dispute')
				});
				expect(without.liable).toEqual(liable);
				expect(disputeDoesNotExcuse).toBe(facts.isConstruction && facts.grounds.includes('dispute'));
			}
		)
	);
});
