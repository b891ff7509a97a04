import type { IndicatorDefinition } from '../definition';
import { payroll, project } from '../example-rows';
import { balance, labourCost, runwayEvidence } from './runway-rows';

/** August paid in full, so September (due 15 October) is forecast at 5,000 yuan. */
const given = (yuan: number, ...disbursements: ReturnType<typeof labourCost>[]) => ({
	projects: [project()],
	payroll: [payroll()],
	account_transactions: [balance(yuan)],
	...(disbursements.length > 0 && { disbursements })
});

/**
 * How many times the account, with what is expected by the next pay day, covers what is still to be paid on it.
 * Readings chosen: arrears are not taken off (the text does so for the runway only); without a past-due payroll the
 * forecast does not exist and it is not applicable; no balance is missing, asked first; a latest transaction
 * without a balance is no balance.
 */
export default {
	id: 'account_cover',
	group: 'B',
	subject: 'project',
	label: { zh: '专户余额保障倍数', en: 'Cover of the next pay day' },
	unit: 'ratio',
	basis: '《保障农民工工资支付条例》第二十七条；倍数为示例',
	meaning: {
		zh: '专户余额加下一个支付日前预计到账的人工费，是该日仍需支付工资的多少倍；在建项目适用。',
		en: 'Account balance and money expected by the next pay day, over the wages still to be paid on it.'
	},
	needs: ['account_transactions', 'payroll'],
	sql: `
		select
			p.project_code as subject_code,
			{{ratio(
				(cast(f.balance_fen as decimal(38, 0)) * f.payment_count + f.expected_num) * f.forecast_den,
				f.owed_num * f.payment_count
			)}} as value,
			case
				when not p.active then 'not_applicable'
				when b.balance_fen is null then 'missing'
				when f.project_code is null or f.owed_num = 0 then 'not_applicable'
			end as null_reason,
			f.due_date as period
		from int_project p
		left join int_account_balance b on b.project_code = p.project_code
		left join int_runway_flow f on f.project_code = p.project_code and f.k = 1`,
	evidence: runwayEvidence,
	examples: [
		{
			name: '恰为 0.9 倍，正常',
			asOf: '2026-09-16',
			rows: given(4500),
			expect: { value: 0.9, severity: 0 }
		},
		{
			name: '少一分钱，为蓝',
			asOf: '2026-09-16',
			rows: given(4499.99),
			expect: { value: 0.8999, severity: 1 }
		},
		{
			name: '低于 0.7 倍，为黄',
			asOf: '2026-09-16',
			rows: given(3499.99),
			expect: { value: 0.6999, severity: 2 }
		},
		{
			name: '恰为 0.4 倍，仍为黄',
			asOf: '2026-09-16',
			rows: given(2000),
			expect: { value: 0.4, severity: 2 }
		},
		{
			name: '低于 0.4 倍，为红',
			asOf: '2026-09-16',
			rows: given(1999.99),
			expect: { value: 0.3999, severity: 3 }
		},
		{
			name: '9 月 10 日拨付过一次，预计 30 天后再到 3500 元',
			asOf: '2026-09-16',
			rows: given(1000, labourCost('2026-09-10', 3500)),
			expect: { value: 0.9, severity: 0 }
		},
		{
			name: '预计到账日 10 月 16 日在支付日之后，不计',
			asOf: '2026-09-16',
			rows: given(1000, labourCost('2026-09-16', 3500)),
			expect: { value: 0.2, severity: 3 }
		},
		{
			name: '下月工资已提前发完，不适用',
			asOf: '2026-09-16',
			rows: { ...given(0), payroll: [payroll(), payroll({ wage_month: '2026-09', pay_date: '2026-09-16' })] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '停工项目不适用',
			asOf: '2026-09-16',
			rows: { ...given(0), projects: [project({ status: '停工' })] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '从未收到流水，无法判断',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: [payroll()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
