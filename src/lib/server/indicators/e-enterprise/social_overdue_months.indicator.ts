import type { IndicatorDefinition } from '../definition';
import { enterprise } from '../example-rows';
import { latestRunSql } from '../latest-run';

const month = (value: string, paid: number | null) => ({ uscc: 'GC', month: value, payable: 1000, paid });
const rows = (...social_insurance: readonly ReturnType<typeof month>[]) => ({
	enterprises: [enterprise()],
	social_insurance
});

/**
 * Months in a row, from the latest received one backwards, with social insurance paid short.
 * Reading chosen: a month with a blank figure is not known to be short, and ends the run.
 */
export default {
	id: 'social_overdue_months',
	group: 'E',
	subject: 'enterprise',
	label: { zh: '社保欠缴月数', en: 'Months with social insurance overdue' },
	unit: 'months',
	basis: '《保障农民工工资支付条例》第三十八条；月数为示例',
	meaning: {
		zh: '从最近收到的月份往前数，连续多少个月社保实缴少于应缴。',
		en: 'Months in a row with social insurance paid short, counted back from the latest month received.'
	},
	needs: ['social_insurance'],
	sql: latestRunSql({
		received: 'select uscc, month, paid_fen < payable_fen as hit from {{social_insurance}}'
	}),
	evidence: [
		{
			feed: 'social_insurance',
			where: `r.uscc = $subject and r.month <= cast($period as date)
				and r.month > {{months_before(cast($period as date), 6)}}`
		}
	],
	examples: [
		{
			name: '最近一个月足额，为 0',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(month('2026-07', 0), month('2026-08', 1000)),
			expect: { value: 0, severity: 0 }
		},
		{
			name: '最近一个月少缴一分钱，为蓝',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(month('2026-07', 1000), month('2026-08', 999.99)),
			expect: { value: 1, severity: 1 }
		},
		{
			name: '连续两个月，为黄；隔一个没有收到的月份就断开',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(month('2026-05', 0), month('2026-07', 0), month('2026-08', 0)),
			expect: { value: 2, severity: 2 }
		},
		{
			name: '跨年连续三个月，为红',
			asOf: '2026-02-28',
			subject: 'GC',
			rows: rows(month('2025-11', 1000), month('2025-12', 0), month('2026-01', 0), month('2026-02', 0)),
			expect: { value: 3, severity: 3 }
		},
		{
			name: '实缴没有填写，不算欠缴',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(month('2026-08', null)),
			expect: { value: 0, severity: 0 }
		},
		{
			name: '从未收到社保数据，无法判断',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: { enterprises: [enterprise()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
