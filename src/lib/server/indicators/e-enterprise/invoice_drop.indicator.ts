import type { IndicatorDefinition } from '../definition';
import { enterprise } from '../example-rows';
import { yearOnYearDropSql } from '../year-on-year';

const invoiced = (month: string, invoice_amount: number | null) => ({ uscc: 'GC', month, invoice_amount });
const lastYear = [invoiced('2025-06', 100), invoiced('2025-07', 100), invoiced('2025-08', 100)];
const thisYear = (june: number, july: number, august: number) => [
	invoiced('2026-06', june),
	invoiced('2026-07', july),
	invoiced('2026-08', august)
];
const rows = (...tax: readonly ReturnType<typeof invoiced>[]) => ({ enterprises: [enterprise()], tax });

/**
 * Drop of invoices issued against the same three months a year before.
 * Reading chosen: a month whose invoice amount is blank was not received for this purpose.
 */
export default {
	id: 'invoice_drop',
	group: 'E',
	subject: 'enterprise',
	label: { zh: '开票同比降幅', en: 'Drop in invoices' },
	unit: 'ratio',
	basis: '《保障农民工工资支付条例》第三十八条',
	meaning: {
		zh: '最近收到的三个月开票金额比上年同期下降的比例；升高为负数。',
		en: 'By how much invoices of the last three months fell against the same months of last year; negative where they rose.'
	},
	needs: ['tax'],
	sql: yearOnYearDropSql({
		received: 'select uscc, month, invoice_amount_fen as amount from {{tax}}',
		months: 3
	}),
	evidence: [
		{
			feed: 'tax',
			where: `r.uscc = $subject and r.month <= cast($period as date)
				and (r.month > {{months_before(cast($period as date), 4)}}
					or (r.month <= {{months_before(cast($period as date), 12)}}
						and r.month > {{months_before(cast($period as date), 16)}}))`
		}
	],
	examples: [
		{
			name: '降幅 0.29996，向下取到 0.2999，正常',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(...lastYear, ...thisYear(70, 70, 70.01)),
			expect: { value: 0.2999, severity: 0 }
		},
		{
			name: '降幅恰为 0.30，为蓝',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(...lastYear, ...thisYear(0, 110, 100)),
			expect: { value: 0.3, severity: 1 }
		},
		{
			name: '降幅恰为 0.50，为黄',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(...lastYear, ...thisYear(50, 50, 50)),
			expect: { value: 0.5, severity: 2 }
		},
		{
			name: '降幅恰为 0.70，为红',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(...lastYear, ...thisYear(30, 30, 30)),
			expect: { value: 0.7, severity: 3 }
		},
		{
			name: '当月到月末才计入，此前只有两个月可比，不适用',
			asOf: '2026-08-30',
			subject: 'GC',
			rows: rows(...lastYear, invoiced('2026-07', 0), invoiced('2026-08', 0)),
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '上年同期合计为 0，不适用',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(...lastYear.map((row) => ({ ...row, invoice_amount: 0 })), ...thisYear(1, 1, 1)),
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
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
