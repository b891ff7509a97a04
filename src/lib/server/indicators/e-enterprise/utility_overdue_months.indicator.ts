import type { IndicatorDefinition } from '../definition';
import { enterprise } from '../example-rows';
import { latestRunSql } from '../latest-run';

const bill = (month: string, paid: number | null, kind = '电') => ({
	subject_code: 'GC',
	kind,
	month,
	consumption: 100,
	billed: 1000,
	paid
});
const rows = (...utilities: readonly ReturnType<typeof bill>[]) => ({
	enterprises: [enterprise()],
	utilities
});

/**
 * Months in a row, from the latest received one backwards, whose utility bills together were paid short.
 * Readings chosen: electricity, water and gas of a month are summed; a blank figure adds nothing to its sum, so a
 * bill without a payment is unpaid.
 */
export default {
	id: 'utility_overdue_months',
	group: 'E',
	subject: 'enterprise',
	label: { zh: '水电气欠费月数', en: 'Months with utility bills overdue' },
	unit: 'months',
	basis: '《保障农民工工资支付条例》第三十八条；月数为示例',
	meaning: {
		zh: '从最近收到的月份往前数，连续多少个月水电气实缴合计少于应缴合计。',
		en: 'Months in a row with utility bills paid short in total, counted back from the latest month received.'
	},
	needs: ['utilities'],
	sql: latestRunSql({
		received: `
			select subject_code as uscc, month,
				sum(coalesce(paid_fen, 0)) < sum(coalesce(billed_fen, 0)) as hit
			from {{utilities}}
			group by subject_code, month`
	}),
	evidence: [
		{
			feed: 'utilities',
			where: `r.subject_code = $subject and r.month <= cast($period as date)
				and r.month > {{months_before(cast($period as date), 6)}}`
		}
	],
	examples: [
		{
			name: '电费少缴而水费多缴，合计足额，为 0',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(bill('2026-08', 999), bill('2026-08', 1001, '水')),
			expect: { value: 0, severity: 0 }
		},
		{
			name: '合计少缴一分钱，为蓝',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(bill('2026-07', 1000), bill('2026-08', 1000), bill('2026-08', 999.99, '气')),
			expect: { value: 1, severity: 1 }
		},
		{
			name: '连续两个月，为黄；当月到月末才计入',
			asOf: '2026-08-30',
			subject: 'GC',
			rows: rows(bill('2026-06', 0), bill('2026-07', 0), bill('2026-08', 0)),
			expect: { value: 2, severity: 2 }
		},
		{
			name: '连续三个月，为红',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(bill('2026-05', 1000), bill('2026-06', 0), bill('2026-07', 0), bill('2026-08', 0)),
			expect: { value: 3, severity: 3 }
		},
		{
			name: '已缴费用没有填写，合计少缴，为蓝',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(bill('2026-08', null), bill('2026-08', 1000, '水')),
			expect: { value: 1, severity: 1 }
		},
		{
			name: '从未收到水电气数据，无法判断',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: { enterprises: [enterprise()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
