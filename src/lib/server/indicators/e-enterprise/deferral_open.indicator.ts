import type { IndicatorDefinition } from '../definition';
import { enterprise } from '../example-rows';

const report = (over = {}) => ({
	report_no: 'R1',
	uscc: 'GC',
	report_date: '2026-08-01',
	settle_by: '2026-08-31',
	...over
});
const rows = (...deferral_reports: readonly ReturnType<typeof report>[]) => ({
	enterprises: [enterprise()],
	deferral_reports
});
const open = (row: string) =>
	`${row}report_date <= {{as_of}} and (${row}settled_at is null or ${row}settled_at > {{as_of}})`;

/**
 * Whether a report of deferred payment is open (1) and past the day by which it promised to settle (2).
 * Reading chosen: the promised day itself is still in time; without a promised day it stays at 1.
 */
export default {
	id: 'deferral_open',
	group: 'E',
	subject: 'enterprise',
	label: { zh: '延期支付报告未清', en: 'Deferral of wages open' },
	unit: 'level',
	basis: '新密政办文〔2018〕14号（七）',
	meaning: {
		zh: '有未清偿的延期支付工资报告记 1，已过承诺清偿期限记 2。',
		en: '1 while a report of deferred wages is open, 2 once it is past the promised day.'
	},
	needs: ['deferral_reports'],
	sql: `
		select
			e.uscc as subject_code,
			coalesce(o.level, 0) as value,
			cast(null as varchar) as null_reason
		from int_enterprise e
		left join (
			select uscc, max(case when settle_by < {{as_of}} then 2 else 1 end) as level
			from {{deferral_reports}}
			where ${open('')}
			group by uscc
		) o on o.uscc = e.uscc`,
	evidence: [{ feed: 'deferral_reports', where: `r.uscc = $subject and ${open('r.')}` }],
	examples: [
		{
			name: '没有报告，为 0，正常',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: { enterprises: [enterprise()] },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '评价日已清偿，正常',
			asOf: '2026-09-01',
			subject: 'GC',
			rows: rows(report({ settled_at: '2026-09-01' })),
			expect: { value: 0, severity: 0 }
		},
		{
			name: '承诺清偿期限当天未清，为黄',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(report()),
			expect: { value: 1, severity: 2 }
		},
		{
			name: '过期一天未清，为红；次日才清偿的仍算未清',
			asOf: '2026-09-01',
			subject: 'GC',
			rows: rows(report({ settled_at: '2026-09-02' })),
			expect: { value: 2, severity: 3 }
		},
		{
			name: '没有写清偿期限，为黄',
			asOf: '2026-12-31',
			subject: 'GC',
			rows: rows(report({ settle_by: null })),
			expect: { value: 1, severity: 2 }
		},
		{
			name: '报告日在评价日之后，不算',
			asOf: '2026-07-31',
			subject: 'GC',
			rows: rows(report()),
			expect: { value: 0, severity: 0 }
		}
	]
} as const satisfies IndicatorDefinition;
