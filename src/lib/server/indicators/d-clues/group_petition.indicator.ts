import type { IndicatorDefinition } from '../definition';
import { enterprise, project } from '../example-rows';
import { petition } from '../example-systems';
import { namedEnterprise, namedProject, namesSubject, type NamedSubject } from './named-subject';

/** One candidate a level, judged by the thresholds of that level; 0 at the lowest level where there is none. */
const petitionSql = ({ column, table }: NamedSubject) => `
		select
			s.${column} as subject_code,
			coalesce(e.most_people, 0) as value,
			cast(null as varchar) as null_reason,
			coalesce(e.level, '区') as band
		from ${table} s
		left join (
			select ${column}, level, max(people) as most_people
			from {{petition_events}}
			where event_date <= {{as_of}} and event_date > {{as_of}} - {{clue_window_days}}
				and (handled_at is null or handled_at > {{as_of}})
			group by ${column}, level
		) e on e.${column} = s.${column}`;

const rows = (...events: readonly ReturnType<typeof petition>[]) => ({
	projects: [project()],
	enterprises: [enterprise()],
	petition_events: events
});

/**
 * The worst group petition of the last 90 days that is not handled, by level and people.
 * Reading chosen: events are judged one by one, people of different events are not added up.
 */
export default {
	id: 'group_petition',
	group: 'D',
	subject: 'project',
	label: { zh: '群体性讨薪', en: 'Group petition' },
	unit: 'people',
	basis: '涧西区实施方案 四（六）；中政办规〔2025〕1号 五（四）',
	meaning: {
		zh: '近 90 天尚未处置的群体性讨薪事件中，按层级和人数最严重的一起的人数。',
		en: 'People in the worst group petition, by level and size, of the last 90 days that is not handled.'
	},
	needs: ['petition_events'],
	sql: petitionSql(namedProject),
	enterpriseSql: petitionSql(namedEnterprise),
	evidence: [
		{
			feed: 'petition_events',
			where: `${namesSubject} and r.event_date <= {{as_of}}
				and r.event_date > {{as_of}} - {{clue_window_days}}
				and (r.handled_at is null or r.handled_at > {{as_of}})`
		}
	],
	examples: [
		{
			name: '没有事件，为 0，正常',
			asOf: '2026-08-31',
			rows: { projects: [project()] },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '区级 4 人为蓝；已处置的、第 90 天前的不看',
			asOf: '2026-08-31',
			rows: rows(
				petition(),
				petition({ event_no: 'E2', people: 50, handled_at: '2026-08-31' }),
				petition({ event_no: 'E3', people: 50, event_date: '2026-06-02' })
			),
			expect: { value: 4, severity: 1 }
		},
		{
			name: '区级两起各 4 人，不相加，仍为蓝',
			asOf: '2026-08-31',
			rows: rows(petition(), petition({ event_no: 'E2' })),
			expect: { value: 4, severity: 1 }
		},
		{
			name: '区级 5 人为黄；评价日次日才处置的仍看',
			asOf: '2026-08-31',
			rows: rows(petition({ people: 5, event_date: '2026-06-03', handled_at: '2026-09-01' })),
			expect: { value: 5, severity: 2 }
		},
		{
			name: '市级 4 人为黄，比区级 5 人不轻',
			asOf: '2026-08-31',
			rows: rows(petition({ level: '市' })),
			expect: { value: 4, severity: 2 }
		},
		{
			name: '市级 5 人为红，区级 40 人为黄，取最严重的一起',
			asOf: '2026-08-31',
			rows: rows(petition({ level: '市', people: 5 }), petition({ event_no: 'E2', people: 40 })),
			expect: { value: 5, severity: 3 }
		},
		{
			name: '省级 1 人即为红',
			asOf: '2026-08-31',
			rows: rows(petition({ level: '省', people: 1 })),
			expect: { value: 1, severity: 3 }
		},
		{
			name: '进京 1 人，写了企业的计入企业，为红',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(petition({ level: '京', people: 1, project_code: null })),
			expect: { value: 1, severity: 3 }
		}
	]
} as const satisfies IndicatorDefinition;
