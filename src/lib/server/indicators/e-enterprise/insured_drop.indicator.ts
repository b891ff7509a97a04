import type { IndicatorDefinition } from '../definition';
import { enterprise } from '../example-rows';

/** Months between the two counts that are compared. */
const monthsApart = 3;

const insured = (month: string, insured_count: number | null) => ({ uscc: 'GC', month, insured_count });
const rows = (...social_insurance: readonly ReturnType<typeof insured>[]) => ({
	enterprises: [enterprise()],
	social_insurance
});

/**
 * Drop of the number of insured workers from three months before the latest month received.
 * Readings chosen: a month whose count is blank was not received for this purpose; the earlier month
 * missing or 0: not applicable, as for invoice_drop.
 */
export default {
	id: 'insured_drop',
	group: 'E',
	subject: 'enterprise',
	label: { zh: '参保人数降幅', en: 'Drop in insured workers' },
	unit: 'ratio',
	basis: '《保障农民工工资支付条例》第三十八条；比例为示例',
	meaning: {
		zh: '最近收到的月份参保人数比三个月前下降的比例；升高为负数。',
		en: 'By how much the insured workers of the latest month fell against three months before; negative where they rose.'
	},
	needs: ['social_insurance'],
	sql: `
		with received as (
			select uscc, month, insured_count,
				row_number() over (partition by uscc order by month desc) as place
			from {{social_insurance}}
			where insured_count is not null and {{month_end(month)}} <= {{as_of}}
		),
		compared as (
			select l.uscc, l.month, l.insured_count, b.insured_count as base_count
			from received l
			left join received b on b.uscc = l.uscc and b.month = {{months_before(l.month, ${monthsApart})}}
			where l.place = 1
		),
		ever as (
			select uscc from {{social_insurance}} group by uscc
		)
		select
			e.uscc as subject_code,
			{{ratio(c.base_count - c.insured_count, c.base_count)}} as value,
			case
				when v.uscc is null then 'missing'
				when c.base_count is null or c.base_count <= 0 then 'not_applicable'
			end as null_reason,
			c.month as period
		from int_enterprise e
		left join ever v on v.uscc = e.uscc
		left join compared c on c.uscc = e.uscc`,
	evidence: [
		{
			feed: 'social_insurance',
			where: `r.uscc = $subject and (r.month = cast($period as date)
				or r.month = {{months_before(cast($period as date), ${monthsApart})}})`
		}
	],
	examples: [
		{
			name: '降幅 0.1999，正常',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(insured('2026-05', 2001), insured('2026-07', 1), insured('2026-08', 1601)),
			expect: { value: 0.1999, severity: 0 }
		},
		{
			name: '降幅恰为 0.20，为蓝',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(insured('2026-05', 100), insured('2026-08', 80)),
			expect: { value: 0.2, severity: 1 }
		},
		{
			name: '降幅恰为 0.40，为黄；当月到月末才计入',
			asOf: '2026-08-30',
			subject: 'GC',
			rows: rows(insured('2026-04', 100), insured('2026-07', 60), insured('2026-08', 0)),
			expect: { value: 0.4, severity: 2 }
		},
		{
			name: '降幅恰为 0.60，为红；人数没有填写的月份不看',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(insured('2026-04', 100), insured('2026-07', 40), insured('2026-08', null)),
			expect: { value: 0.6, severity: 3 }
		},
		{
			name: '人数增加，降幅为负并向下取整',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(insured('2026-05', 3), insured('2026-08', 4)),
			expect: { value: -0.3334, severity: 0 }
		},
		{
			name: '没有三个月前的数据，不适用',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(insured('2026-06', 100), insured('2026-08', 10)),
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '三个月前为 0 人，不适用',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(insured('2026-05', 0), insured('2026-08', 10)),
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
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
