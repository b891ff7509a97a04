import type { IndicatorDefinition } from '../definition';
import { enterprise, payroll, project } from '../example-rows';
import { creditEvent } from '../example-systems';

/** 1 where the legal representative changed lately, 2 on the list of abnormal operation, 3 struck off. */
const levelSql = (column: string) => `case ${column}
					when '法定代表人变更' then 1
					when '经营异常' then 2
					when '注销' then 3
					when '吊销' then 3
				end`;
const states = `('经营异常', '注销', '吊销')`;
const changedLately = (event: string) =>
	`${event}kind = '法定代表人变更' and ${event}event_date > {{as_of}} - {{legal_rep_window_days}}`;

const rows = (over = {}, ...credit_events: readonly ReturnType<typeof creditEvent>[]) => ({
	enterprises: [enterprise(over)],
	...(credit_events.length > 0 && { credit_events })
});
const unpaid = { projects: [project()], payroll: [payroll({ paid: 4999.99 })] };

/**
 * How abnormal the registration of an enterprise is.
 * Readings chosen: the state by events is that of the latest event of 经营异常, 注销 or 吊销 (on one day the
 * gravest); the register's own column has no date, so the graver of the two is taken, and a recent change of
 * the legal representative is the least; 3 is red only while a project that the enterprise owns, builds or
 * takes part in has wages overdue, or a verified case that names it is open, otherwise yellow.
 */
export default {
	id: 'registration_abnormal',
	group: 'E',
	subject: 'enterprise',
	label: { zh: '登记异常', en: 'Registration abnormal' },
	unit: 'level',
	basis: '《保障农民工工资支付条例》第二十二条',
	meaning: {
		zh: '近 90 天变更法定代表人记 1，经营异常记 2，注销或吊销记 3（有未付工资时才为红）。',
		en: '1: legal representative changed in 90 days; 2: abnormal operation; 3: struck off, red only with wages unpaid.'
	},
	needs: ['enterprises', 'credit_events'],
	sql: `
		with by_event as (
			select uscc, level
			from (
				select uscc, level,
					row_number() over (partition by uscc order by event_date desc, level desc) as place
				from (
					select uscc, event_date, ${levelSql('kind')} as level
					from {{credit_events}}
					where event_date <= {{as_of}} and kind in ${states}
				) as graded
			) as latest
			where place = 1
		),
		found as (
			select uscc, level from by_event
			union all
			select uscc, ${levelSql('reg_status')} from {{enterprises}} where reg_status in ${states}
			union all
			select uscc, 1 from {{credit_events}}
			where event_date <= {{as_of}} and ${changedLately('')}
		),
		gravest as (
			select uscc, max(level) as worst_level from found group by uscc
		)
		select
			e.uscc as subject_code,
			coalesce(g.worst_level, 0) as value,
			cast(null as varchar) as null_reason,
			case when w.uscc is null then 2 end as severity_cap
		from int_enterprise e
		left join gravest g on g.uscc = e.uscc
		left join int_open_wages w on w.uscc = e.uscc`,
	evidence: [
		{ feed: 'enterprises', where: `r.uscc = $subject and r.reg_status in ${states}` },
		{
			feed: 'credit_events',
			where: `r.uscc = $subject and r.event_date <= {{as_of}}
				and (r.kind in ${states} or (${changedLately('r.')}))`
		}
	],
	examples: [
		{
			name: '存续，没有事件，正常；第 90 天前的变更不算',
			asOf: '2026-09-16',
			subject: 'GC',
			rows: rows({ reg_status: '存续' }, creditEvent({ kind: '法定代表人变更', event_date: '2026-06-18' })),
			expect: { value: 0, severity: 0 }
		},
		{
			name: '第 89 天前变更法定代表人，为蓝',
			asOf: '2026-09-16',
			subject: 'GC',
			rows: rows({ reg_status: '存续' }, creditEvent({ kind: '法定代表人变更', event_date: '2026-06-19' })),
			expect: { value: 1, severity: 1 }
		},
		{
			name: '名录为经营异常，为黄',
			asOf: '2026-09-16',
			subject: 'GC',
			rows: rows({ reg_status: '经营异常' }),
			expect: { value: 2, severity: 2 }
		},
		{
			name: '名录存续而收到经营异常事件，按较重的，为黄',
			asOf: '2026-09-16',
			subject: 'GC',
			rows: rows({ reg_status: '存续' }, creditEvent({ kind: '经营异常' })),
			expect: { value: 2, severity: 2 }
		},
		{
			name: '已吊销，没有未付工资，只为黄',
			asOf: '2026-09-16',
			subject: 'GC',
			rows: { ...rows({}, creditEvent({ kind: '吊销' })), projects: [project()], payroll: [payroll()] },
			expect: { value: 3, severity: 2 }
		},
		{
			name: '已注销，所建项目到期工资差一分钱，为红',
			asOf: '2026-09-16',
			subject: 'GC',
			rows: { ...rows({ reg_status: '注销' }), ...unpaid },
			expect: { value: 3, severity: 3 }
		},
		{
			name: '支付日当天工资未到期，已注销只为黄',
			asOf: '2026-09-15',
			subject: 'GC',
			rows: { ...rows({ reg_status: '注销' }), ...unpaid },
			expect: { value: 3, severity: 2 }
		},
		{
			name: '参建的劳务公司已吊销，项目有未付工资，为红',
			asOf: '2026-09-16',
			subject: 'LABOUR',
			rows: {
				enterprises: [enterprise({ uscc: 'LABOUR', enterprise_type: '劳务' })],
				credit_events: [creditEvent({ uscc: 'LABOUR', kind: '吊销', event_date: '2026-09-16' })],
				project_parties: [{ project_code: 'P1', uscc: 'LABOUR', party_role: '劳务' }],
				...unpaid
			},
			expect: { value: 3, severity: 3 }
		},
		{
			name: '评价日之后的事件不算，两处都没有登记状态，正常',
			asOf: '2026-09-16',
			subject: 'GC',
			rows: rows({}, creditEvent({ kind: '吊销', event_date: '2026-09-17' })),
			expect: { value: 0, severity: 0 }
		}
	]
} as const satisfies IndicatorDefinition;
