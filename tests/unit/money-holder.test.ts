import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	holderIndicators,
	moneyHolder,
	moneyHolders,
	type HolderFacts,
	type JudgedIndicator
} from '$lib/domain/money-holder';
import type { Severity } from '$lib/domain/severity';

const judged = (severity: Severity | null, value = 1): JudgedIndicator => ({
	value: severity === null ? null : value,
	severity,
	nullReason: severity === null ? 'missing' : null
});
const fine = Object.fromEntries(holderIndicators.map((id) => [id, judged(0)]));
const verdict = (changed: HolderFacts['indicators'], owing: HolderFacts['owing'] = null) =>
	moneyHolder({ indicators: { ...fine, ...changed }, owing });

test('a frozen account holds the money whatever the owner did', () => {
	expect(verdict({ account_frozen: judged(3), labour_fee_gap_days: judged(3) }).holder).toBe('account');
});

test('payments to strangers count from the yellow line, not from the blue one', () => {
	expect(verdict({ account_outflow_suspect: judged(2) })).toEqual({
		holder: 'account',
		reason: 'account_outflow'
	});
	expect(verdict({ account_outflow_suspect: judged(1) }).holder).toBe('other');
});

test.each(['labour_fee_gap_days', 'labour_fee_shortfall', 'progress_payment_ratio'])(
	'the owner holds it where %s reaches the yellow line, not just under it',
	(id) => {
		expect(verdict({ [id]: judged(2), wage_overdue_days: judged(3) }).holder).toBe('owner');
		expect(verdict({ [id]: judged(1), wage_overdue_days: judged(3) }).holder).toBe('contractor');
	}
);

test('disbursements that were never reported leave it open, even where wages are late', () => {
	expect(verdict({ labour_fee_gap_days: judged(null), wage_overdue_days: judged(3) })).toEqual({
		holder: 'no_data',
		reason: 'no_disbursement_data'
	});
});

test('a disbursement rule that does not apply is not missing: a stopped project with late wages is the contractor’s', () => {
	const stopped: JudgedIndicator = { value: null, severity: 0, nullReason: 'not_applicable' };
	expect(
		verdict({ labour_fee_gap_days: stopped, account_cover: stopped, wage_overdue_days: judged(2) })
	).toEqual({ holder: 'contractor', reason: 'contractor_account_unknown' });
});

test('late wages with money in the account, without it, and with an unknown balance', () => {
	const late = { wage_overdue_days: judged(1) };
	expect(verdict(late).reason).toBe('contractor_has_money');
	expect(verdict({ ...late, account_cover: judged(1) }).reason).toBe('contractor_has_money');
	expect(verdict({ ...late, account_cover: judged(2) }).reason).toBe('contractor_account_empty');
	expect(verdict({ ...late, account_cover: judged(null) }).reason).toBe('contractor_account_unknown');
});

test('only a subcontractor owes: others of that month were paid', () => {
	const late = { paid_amount_ratio: judged(1) };
	const owing = { employers: 2, owingSubcontractors: 1, contractorOwes: false };
	expect(verdict(late, owing).holder).toBe('subcontractor');
	expect(verdict(late, { ...owing, contractorOwes: true }).holder).toBe('contractor');
	expect(verdict(late, { ...owing, owingSubcontractors: 2 }).holder).toBe('contractor');
	expect(verdict(late, { ...owing, owingSubcontractors: 0 }).holder).toBe('contractor');
	expect(verdict({}, owing).holder).toBe('other');
});

test('wages that will not be covered are the contractor’s from the yellow line on', () => {
	expect(verdict({ runway_days: judged(2) }).reason).toBe('coming_short');
	expect(verdict({ account_cover: judged(2) }).reason).toBe('coming_short');
	expect(verdict({ runway_days: judged(1) }).reason).toBe('not_money');
});

test('without payroll and attendance nobody is named', () => {
	const wages = ['wage_overdue_days', 'unpaid_wage_months', 'paid_headcount_ratio', 'paid_amount_ratio'];
	expect(verdict(Object.fromEntries(wages.map((id) => [id, judged(null)])))).toEqual({
		holder: 'no_data',
		reason: 'no_wage_data'
	});
	expect(moneyHolder({ indicators: {}, owing: null }).holder).toBe('no_data');
});

test('every project has one place, and a graver wage indicator never takes the owner out', () => {
	const one = fc
		.option(fc.constantFrom<Severity>(0, 1, 2, 3), { nil: null })
		.map((severity) => judged(severity));
	const facts = fc.record(Object.fromEntries(holderIndicators.map((id) => [id, one])));
	fc.assert(
		fc.property(facts, (indicators) => {
			const before = moneyHolder({ indicators, owing: null });
			expect(moneyHolders).toContain(before.holder);
			const worse = moneyHolder({ indicators: { ...indicators, wage_overdue_days: judged(3) }, owing: null });
			if (before.holder === 'owner' || before.holder === 'account') expect(worse).toEqual(before);
			else expect(['contractor', 'no_data']).toContain(worse.holder);
		})
	);
});
