import type { IndicatorDefinition } from '../definition';
import { enterprise } from '../example-rows';
import { latestRunSql } from '../latest-run';

const month = (value: string, overdue: number) => ({ uscc: 'GC', month: value, overdue });

/** Months in a row, from the latest received one backwards, with tax overdue. */
export default {
	id: 'tax_overdue_months',
	group: 'E',
	subject: 'enterprise',
	label: { zh: '欠税月数', en: 'Months with tax overdue' },
	unit: 'months',
	basis: '《保障农民工工资支付条例》第三十八条',
	meaning: {
		zh: '从最近收到的月份往前数，连续多少个月有欠税。',
		en: 'Months in a row with tax overdue, counted back from the latest month received.'
	},
	needs: ['tax'],
	sql: latestRunSql({
		received: `select uscc, month, overdue_fen > 0 as hit from {{tax}}`
	}),
	evidence: [
		{
			feed: 'tax',
			where: `r.uscc = $subject and r.month <= cast($period as date)
				and r.month > {{months_before(cast($period as date), 6)}}`
		}
	],
	examples: [
		{
			name: '最近一个月没有欠税，为 0',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: { enterprises: [enterprise()], tax: [month('2026-07', 100), month('2026-08', 0)] },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '连续两个月欠税，为黄；更早隔月的不算',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: {
				enterprises: [enterprise()],
				tax: [month('2026-05', 100), month('2026-07', 100), month('2026-08', 0.01)]
			},
			expect: { value: 2, severity: 2 }
		},
		{
			name: '连续三个月欠税，为红',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: {
				enterprises: [enterprise()],
				tax: [month('2026-06', 100), month('2026-07', 100), month('2026-08', 100)]
			},
			expect: { value: 3, severity: 3 }
		},
		{
			name: '当月到月末才计入',
			asOf: '2026-08-30',
			subject: 'GC',
			rows: { enterprises: [enterprise()], tax: [month('2026-07', 100), month('2026-08', 100)] },
			expect: { value: 1, severity: 1 }
		},
		{
			name: '从未收到税务数据，无法判断',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: { enterprises: [enterprise()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
