import type { IndicatorDefinition } from '../definition';
import { enterprise, project } from '../example-rows';
import { clue } from '../example-systems';
import { namedEnterprise, namedProject, namesSubject, type NamedSubject } from './named-subject';

/** A caller who rings several times a day is one; different numbers and different days are different. */
const workersSql = ({ column, table }: NamedSubject) => `
		select
			s.${column} as subject_code,
			coalesce(n.people, 0) as value,
			cast(null as varchar) as null_reason
		from ${table} s
		left join (
			select ${column}, sum(people_of_day) as people
			from (
				select ${column}, reporter, day, max(people_of_clue) as people_of_day
				from (
					select
						${column},
						cast(received_at as date) as day,
						case
							when reporter_phone_key is null then 'clue ' || clue_no
							else 'phone ' || cast(reporter_phone_key as varchar)
						end as reporter,
						case when worker_count > 1 then worker_count else 1 end as people_of_clue
					from {{clues}}
					where cast(received_at as date) <= {{as_of}}
						and cast(received_at as date) > {{as_of}} - {{clue_window_days}}
						and (validity is null or validity not in ('无效', '非本辖区'))
				) as counted
				group by ${column}, reporter, day
			) as once
			group by ${column}
		) n on n.${column} = s.${column}`;

const rows = (...clues: readonly ReturnType<typeof clue>[]) => ({
	projects: [project()],
	enterprises: [enterprise()],
	clues
});

/** Workers that the clues of the last 90 days speak of, each caller and day counted once. */
export default {
	id: 'complaint_workers_90d',
	group: 'D',
	subject: 'project',
	label: { zh: '90 天线索涉及人数', en: 'Workers in clues, 90 days' },
	unit: 'people',
	basis: '新农工办〔2023〕6号 二（一）1；法释〔2013〕3号第三条',
	meaning: {
		zh: '近 90 天欠薪线索涉及的人数；同一电话同一天只计人数最多的一条，无效和非本辖区的不计。',
		en: 'Workers in clues of the last 90 days; one phone number counts once a day, with its largest figure.'
	},
	needs: ['clues'],
	sql: workersSql(namedProject),
	enterpriseSql: workersSql(namedEnterprise),
	evidence: [
		{
			feed: 'clues',
			where: `${namesSubject} and cast(r.received_at as date) <= {{as_of}}
				and cast(r.received_at as date) > {{as_of}} - {{clue_window_days}}
				and (r.validity is null or r.validity not in ('无效', '非本辖区'))`
		}
	],
	examples: [
		{
			name: '没有线索，为 0，正常',
			asOf: '2026-08-31',
			rows: { projects: [project()] },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '一条没写人数的线索按 1 人，为蓝；无效和非本辖区的不计',
			asOf: '2026-08-31',
			rows: rows(
				clue({ validity: null }),
				clue({ clue_no: 'C2', validity: '无效', worker_count: 50 }),
				clue({ clue_no: 'C3', validity: '非本辖区', worker_count: 50 })
			),
			expect: { value: 1, severity: 1 }
		},
		{
			name: '同一电话同一天 4 人和 3 人，计 4 人，为蓝',
			asOf: '2026-08-31',
			rows: rows(
				clue({ reporter_phone: '13800000001', worker_count: 4 }),
				clue({ clue_no: 'C2', reporter_phone: '13800000001', worker_count: 3 })
			),
			expect: { value: 4, severity: 1 }
		},
		{
			name: '同一电话第二天再来 1 人，合计 5 人，为黄',
			asOf: '2026-08-31',
			rows: rows(
				clue({ reporter_phone: '13800000001', worker_count: 4 }),
				clue({ clue_no: 'C2', reporter_phone: '13800000001', received_at: '2026-08-21 00:00:00' })
			),
			expect: { value: 5, severity: 2 }
		},
		{
			name: '两条没有电话的线索各计，合计 9 人，仍为黄',
			asOf: '2026-08-31',
			rows: rows(clue({ worker_count: 4 }), clue({ clue_no: 'C2', worker_count: 5 })),
			expect: { value: 9, severity: 2 }
		},
		{
			name: '合计 10 人为红；第 90 天前和评价日之后的不计',
			asOf: '2026-08-31',
			rows: rows(
				clue({ worker_count: 4, received_at: '2026-06-03 00:00:00' }),
				clue({ clue_no: 'C2', worker_count: 6, received_at: '2026-08-31 23:59:59' }),
				clue({ clue_no: 'C3', worker_count: 50, received_at: '2026-06-02 23:59:59' }),
				clue({ clue_no: 'C4', worker_count: 50, received_at: '2026-09-01 00:00:00' })
			),
			expect: { value: 10, severity: 3 }
		},
		{
			name: '只写了企业的线索计入企业',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(clue({ project_code: null, worker_count: 5 })),
			expect: { value: 5, severity: 2 }
		},
		{
			name: '没有写企业的线索不计入企业',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(clue({ uscc: null, worker_count: 5 })),
			expect: { value: 0, severity: 0 }
		}
	]
} as const satisfies IndicatorDefinition;
