import type { IndicatorDefinition } from '../definition';
import { enterprise } from '../example-rows';
import { yearOnYearDropSql } from '../year-on-year';

const water = (month: string, consumption: number, kind = '水') => ({
	subject_code: 'GC',
	kind,
	month,
	consumption
});
const lastYear = [water('2025-07', 1000), water('2025-08', 1000)];
const rows = (...utilities: readonly ReturnType<typeof water>[]) => ({
	enterprises: [enterprise()],
	utilities
});

/** Drop of water use against the same two months a year before. */
export default {
	id: 'water_drop',
	group: 'E',
	subject: 'enterprise',
	label: { zh: '用水降幅', en: 'Drop in water use' },
	unit: 'ratio',
	basis: '《保障农民工工资支付条例》第三十八条',
	meaning: {
		zh: '最近两个月用水量比上年同期两个月下降的比例；升高为负数。',
		en: 'By how much water use of the last two months fell against the same months of last year; negative where it rose.'
	},
	needs: ['utilities'],
	sql: yearOnYearDropSql({
		received: `select subject_code as uscc, month, consumption as amount from {{utilities}} where kind = '水'`,
		months: 2
	}),
	evidence: [
		{
			feed: 'utilities',
			where: `r.subject_code = $subject and r.kind = '水' and r.month <= cast($period as date)
				and (r.month > {{months_before(cast($period as date), 3)}}
					or (r.month <= {{months_before(cast($period as date), 12)}}
						and r.month > {{months_before(cast($period as date), 15)}}))`
		}
	],
	examples: [
		{
			name: '降幅 0.2999，正常',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(...lastYear, water('2026-07', 700), water('2026-08', 700.1)),
			expect: { value: 0.2999, severity: 0 }
		},
		{
			name: '降幅恰为 0.30，为蓝',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(...lastYear, water('2026-07', 900), water('2026-08', 500)),
			expect: { value: 0.3, severity: 1 }
		},
		{
			name: '降幅恰为 0.50，为黄',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(...lastYear, water('2026-07', 500), water('2026-08', 500)),
			expect: { value: 0.5, severity: 2 }
		},
		{
			name: '停水两个月，降幅 1，为红',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(...lastYear, water('2026-07', 0), water('2026-08', 0)),
			expect: { value: 1, severity: 3 }
		},
		{
			name: '上年同月缺一个，不适用',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(water('2025-08', 1000), water('2026-07', 100), water('2026-08', 100)),
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '只收到用电数据，无法判断',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(water('2026-08', 100, '电')),
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
