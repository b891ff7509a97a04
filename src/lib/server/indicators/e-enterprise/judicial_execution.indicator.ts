import type { IndicatorDefinition } from '../definition';
import { enterprise } from '../example-rows';
import { creditEvent } from '../example-systems';

/** What one entry of 失信被执行 counts, so that it is above any number of ordinary ones (indicators.md, E). */
const dishonestWeight = 99;

const inWindow = (day: string) =>
	`${day} <= {{as_of}} and ${day} > {{months_before({{as_of}}, {{execution_window_months}})}}`;
const rows = (...credit_events: readonly ReturnType<typeof creditEvent>[]) => ({
	enterprises: [enterprise()],
	credit_events
});

/**
 * Entries of 被执行 in the last 24 months, each 失信被执行 counting as 99.
 * Readings chosen: the window holds for both kinds; no event at all is 0.
 */
export default {
	id: 'judicial_execution',
	group: 'E',
	subject: 'enterprise',
	label: { zh: '被执行与失信', en: 'Judicial execution' },
	unit: 'count',
	basis: '《保障农民工工资支付条例》第四十八条；次数为示例',
	meaning: {
		zh: '近 24 个月被列为被执行人的次数；失信被执行每次记 99。',
		en: 'Entries as a judgement debtor in the last 24 months; each entry as dishonest counts as 99.'
	},
	needs: ['credit_events'],
	sql: `
		select
			e.uscc as subject_code,
			coalesce(n.weight, 0) as value,
			cast(null as varchar) as null_reason
		from int_enterprise e
		left join (
			select uscc, sum(case when kind = '失信被执行' then ${dishonestWeight} else 1 end) as weight
			from {{credit_events}}
			where kind in ('被执行', '失信被执行') and ${inWindow('event_date')}
			group by uscc
		) n on n.uscc = e.uscc`,
	evidence: [
		{
			feed: 'credit_events',
			where: `r.uscc = $subject and r.kind in ('被执行', '失信被执行') and ${inWindow('r.event_date')}`
		}
	],
	examples: [
		{
			name: '没有记录，为 0，正常',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: { enterprises: [enterprise()] },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '24 个月前当天的、评价日之后的、涉诉的都不计',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(
				creditEvent({ kind: '失信被执行', event_date: '2024-08-31' }),
				creditEvent({ event_no: 'X2', event_date: '2026-09-01' }),
				creditEvent({ event_no: 'X3', kind: '涉诉' })
			),
			expect: { value: 0, severity: 0 }
		},
		{
			name: '差一天满 24 个月的 1 次，为蓝',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(creditEvent({ event_date: '2024-09-01' })),
			expect: { value: 1, severity: 1 }
		},
		{
			name: '2 次为黄',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(creditEvent(), creditEvent({ event_no: 'X2', event_date: '2026-08-31' })),
			expect: { value: 2, severity: 2 }
		},
		{
			name: '失信被执行 1 次，为红',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(creditEvent({ kind: '失信被执行' })),
			expect: { value: 99, severity: 3 }
		}
	]
} as const satisfies IndicatorDefinition;
