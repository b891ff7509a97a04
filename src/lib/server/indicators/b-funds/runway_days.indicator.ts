import type { ExampleRow, IndicatorDefinition } from '../definition';
import { payroll, project } from '../example-rows';
import { balance, labourCost, runwayEvidence } from './runway-rows';

/** August paid in full: 5,000 yuan are forecast for 15 October, 13 November and 15 December 2026; 250 are noise. */
const given = (yuan: number, more: Readonly<Record<string, readonly ExampleRow[]>> = {}) => ({
	projects: [project()],
	payroll: [payroll()],
	account_transactions: [balance(yuan)],
	...more
});
const onSite = (worker_id_no: string) => ({ project_code: 'P1', worker_id_no, entry_date: '2026-03-01' });

/**
 * Days to the first of the next three pay days that the forecast balance does not cover; 999 where all are covered.
 * Readings chosen: a latest transaction without a balance is no balance (missing), asked before the payroll; headcount
 * is distinct workers on site, 0 where a roster came and all have left; two payments of one day are two, with a gap of 0;
 * in the best case a late payer still brings nothing. Everything is compared as exact fractions (270_int_runway).
 */
export default {
	id: 'runway_days',
	group: 'B',
	subject: 'project',
	label: { zh: '资金断流倒计时', en: 'Days until money runs out' },
	unit: 'days',
	basis: '《保障农民工工资支付条例》第二十四、二十九条；天数为示例',
	meaning: {
		zh: '今后三个工资支付日里，预计专户余额付不够的第一个支付日距今多少天；都够为 999；在建项目适用。',
		en: 'Days to the first of the next three pay days that the forecast balance does not cover; 999 where it covers all.'
	},
	needs: ['account_transactions', 'payroll'],
	sql: `
		select
			p.project_code as subject_code,
			case when s.due_date is null then 999 else {{days({{as_of}}, s.due_date)}} end as value,
			case
				when not p.active then 'not_applicable'
				when b.balance_fen is null then 'missing'
				when f.project_code is null then 'not_applicable'
			end as null_reason,
			s.due_date as period
		from int_project p
		left join int_account_balance b on b.project_code = p.project_code
		left join int_payroll_forecast f on f.project_code = p.project_code
		left join (
			select project_code, min(due_date) as due_date
			from int_runway
			where not covered
			group by project_code
		) s on s.project_code = p.project_code`,
	moves: 'case when v.period is null then 0 else -{{days_on}} end',
	evidence: runwayEvidence,
	examples: [
		{
			name: '三个支付日合计缺 250 元，恰为一个月工资的 5%，算够',
			asOf: '2026-09-16',
			rows: given(14750),
			expect: { value: 999, severity: 0 }
		},
		{
			name: '再少一分钱，第三个支付日不够，还有 90 天',
			asOf: '2026-09-16',
			rows: given(14749.99),
			expect: { value: 90, severity: 0 }
		},
		{
			name: '第一个支付日不够，还有 45 天，为蓝',
			asOf: '2026-08-31',
			rows: given(0, {
				account_transactions: [balance(4749.99, { txn_time: '2026-08-31 23:59:59' })],
				payroll: [
					payroll({ wage_month: '2026-07', pay_date: '2026-08-10' }),
					payroll({ pay_date: '2026-08-31' })
				]
			}),
			expect: { value: 45, severity: 1 }
		},
		{
			name: '还有 21 天，为黄',
			asOf: '2026-09-24',
			rows: given(4749.99),
			expect: { value: 21, severity: 2 }
		},
		{
			name: '还有 7 天，为红',
			asOf: '2026-10-08',
			rows: given(4749.99),
			expect: { value: 7, severity: 3 }
		},
		{
			name: '支付日当天不够，为 0 天',
			asOf: '2026-10-15',
			rows: given(4749.99),
			expect: { value: 0, severity: 3 }
		},
		{
			name: '先扣历史欠薪 1000 元',
			asOf: '2026-09-16',
			rows: given(5749.99, { payroll: [payroll({ paid: 4000 })] }),
			expect: { value: 29, severity: 1 }
		},
		{
			name: '在场人数是工资表人数的两倍，预计工资 10000 元，噪声 500 元',
			asOf: '2026-09-16',
			rows: given(9499.99, { roster: [onSite('W1'), onSite('W2')] }),
			expect: { value: 29, severity: 1 }
		},
		{
			name: '同样两人，余额多一分钱，第一个支付日算够，轮到第二个',
			asOf: '2026-09-16',
			rows: given(9500, { roster: [onSite('W1'), onSite('W2')] }),
			expect: { value: 58, severity: 0 }
		},
		{
			name: '下月工资已提前发完，不再付第二次',
			asOf: '2026-09-16',
			rows: given(4749.99, {
				payroll: [payroll(), payroll({ wage_month: '2026-09', pay_date: '2026-09-15' })]
			}),
			expect: { value: 58, severity: 0 }
		},
		{
			name: '两次拨付间隔恰 38 天，算规律：10 月 13 日预计到账，11 月 20 日的赶不上第二个支付日',
			asOf: '2026-09-16',
			rows: given(0, { disbursements: [labourCost('2026-07-29'), labourCost('2026-09-05')] }),
			expect: { value: 58, severity: 0 }
		},
		{
			name: '两次拨付间隔 39 天，不算规律，没有预计到账',
			asOf: '2026-09-16',
			rows: given(0, { disbursements: [labourCost('2026-07-28'), labourCost('2026-09-05')] }),
			expect: { value: 29, severity: 1 }
		},
		{
			name: '预计到账日恰过 7 天，按评价日到账',
			asOf: '2026-10-17',
			rows: given(0, { disbursements: [labourCost('2026-09-10')] }),
			expect: { value: 999, severity: 0 }
		},
		{
			name: '预计到账日已过 8 天，算拨付迟到，没有预计到账',
			asOf: '2026-10-18',
			rows: given(0, { disbursements: [labourCost('2026-09-10')] }),
			expect: { value: 26, severity: 1 }
		},
		{
			name: '同一时刻两笔流水，以流水号大的余额为准',
			asOf: '2026-09-16',
			rows: given(0, { account_transactions: [balance(20000, { txn_no: 'T2' }), balance(0)] }),
			expect: { value: 999, severity: 0 }
		},
		{
			name: '从未收到流水，无法判断',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: [payroll()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		},
		{
			name: '最近一笔流水没有余额，无法判断',
			asOf: '2026-09-16',
			rows: given(0, {
				account_transactions: [
					balance(20000),
					balance(null, { txn_no: 'T2', txn_time: '2026-09-02 09:00:00' })
				]
			}),
			expect: { value: null, severity: null, nullReason: 'missing' }
		},
		{
			name: '还没有到期的工资表，不适用',
			asOf: '2026-09-15',
			rows: given(0),
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		}
	]
} as const satisfies IndicatorDefinition;
