import type { IndicatorDefinition } from '../definition';
import { enterprise, project } from '../example-rows';
import { verifiedCase } from '../example-systems';
import { namedEnterprise, namedProject, namesSubject, type NamedSubject } from './named-subject';

/** Two candidates a subject, one a measure: 10 000 yuan (exact to the fen) and people. */
const arrearsSql = ({ column, table }: NamedSubject) => `
		with open_cases as (
			select ${column}, sum(coalesce(amount_fen, 0)) as open_fen, sum(coalesce(worker_count, 0)) as people
			from {{cases}}
			where verified and opened_at <= {{as_of}} and (closed_at is null or closed_at > {{as_of}})
			group by ${column}
		),
		measured as (
			select ${column}, 'amount_wan' as name, cast(open_fen as double precision) / 1000000 as amount
			from open_cases
			union all
			select ${column}, 'people', cast(people as double precision) from open_cases
		)
		select
			s.${column} as subject_code,
			coalesce(c.amount, 0) as value,
			cast(null as varchar) as null_reason,
			m.name as measure
		from ${table} s
		cross join (select 'amount_wan' as name union all select 'people') m
		left join measured c on c.${column} = s.${column} and c.name = m.name`;

const rows = (...cases: readonly ReturnType<typeof verifiedCase>[]) => ({
	projects: [project()],
	enterprises: [enterprise()],
	cases
});

/**
 * Arrears verified in cases that are open on the day: money and people.
 * Reading chosen: all workers and all money of the case, not only the migrant workers' part; a blank
 * figure adds nothing; a case without a verdict is not verified.
 */
export default {
	id: 'verified_arrears',
	group: 'D',
	subject: 'project',
	label: { zh: '查实欠薪', en: 'Verified arrears' },
	unit: 'wan',
	basis: '高台县意见（送审稿） 二（三）4',
	meaning: {
		zh: '评价日未结案的查实欠薪案件，涉及金额（万元）与人数合计。',
		en: 'Money (10 000 yuan) and people in verified cases that are open on the day.'
	},
	needs: ['cases'],
	measures: {
		amount_wan: { zh: '金额', en: 'Amount', unit: 'wan' },
		people: { zh: '人数', en: 'People', unit: 'people' }
	},
	sql: arrearsSql(namedProject),
	enterpriseSql: arrearsSql(namedEnterprise),
	evidence: [
		{
			feed: 'cases',
			where: `${namesSubject} and r.verified and r.opened_at <= {{as_of}}
				and (r.closed_at is null or r.closed_at > {{as_of}})`
		}
	],
	examples: [
		{
			name: '没有案件，金额为 0，正常',
			asOf: '2026-08-31',
			rows: { projects: [project()] },
			expect: { value: 0, severity: 0, measure: 'amount_wan' }
		},
		{
			name: '没有查实的、评价日已结案的、评价日之后立案的都不计',
			asOf: '2026-08-31',
			rows: rows(
				verifiedCase({ verified: null }),
				verifiedCase({ case_no: 'K2', closed_at: '2026-08-31' }),
				verifiedCase({ case_no: 'K3', opened_at: '2026-09-01' })
			),
			expect: { value: 0, severity: 0, measure: 'people' }
		},
		{
			name: '查实一分钱即为蓝',
			asOf: '2026-08-31',
			rows: rows(verifiedCase({ amount: 0.01 })),
			expect: { value: 0.000001, severity: 1, measure: 'amount_wan' }
		},
		{
			name: '差一分钱满 10 万元，仍为蓝',
			asOf: '2026-08-31',
			rows: rows(verifiedCase({ amount: 99999.99 })),
			expect: { value: 9.999999, severity: 1, measure: 'amount_wan' }
		},
		{
			name: '两案合计恰为 10 万元，为黄；评价日次日才结案的仍计',
			asOf: '2026-08-31',
			rows: rows(
				verifiedCase({ amount: 60000.5, closed_at: '2026-09-01' }),
				verifiedCase({ case_no: 'K2', amount: 39999.5 })
			),
			expect: { value: 10, severity: 2, measure: 'amount_wan' }
		},
		{
			name: '恰为 50 万元，为红',
			asOf: '2026-08-31',
			rows: rows(verifiedCase({ amount: 500000 })),
			expect: { value: 50, severity: 3, measure: 'amount_wan' }
		},
		{
			name: '9 人为蓝',
			asOf: '2026-08-31',
			rows: rows(verifiedCase({ worker_count: 9 })),
			expect: { value: 9, severity: 1, measure: 'people' }
		},
		{
			name: '19 人为黄',
			asOf: '2026-08-31',
			rows: rows(verifiedCase({ worker_count: 19, amount: null })),
			expect: { value: 19, severity: 2, measure: 'people' }
		},
		{
			name: '两案合计 20 人，为红',
			asOf: '2026-08-31',
			rows: rows(verifiedCase({ worker_count: 19 }), verifiedCase({ case_no: 'K2' })),
			expect: { value: 20, severity: 3, measure: 'people' }
		},
		{
			name: '写了企业的案件也计入企业',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(verifiedCase({ project_code: null, amount: 100000 })),
			expect: { value: 10, severity: 2, measure: 'amount_wan' }
		}
	]
} as const satisfies IndicatorDefinition;
