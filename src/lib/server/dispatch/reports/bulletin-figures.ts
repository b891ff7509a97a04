import { z } from 'zod';
import type { Policy } from '../../policies/policy';
import type { ReportChart, ReportContext } from './report';

const unitRow = z.object({
	street: z.string().nullable(),
	red: z.coerce.number(),
	yellow: z.coerce.number(),
	blue: z.coerce.number(),
	grey: z.coerce.number(),
	projects: z.coerce.number(),
	workers: z.coerce.number(),
	unpaid_fen: z.coerce.number()
});
const casesRow = z.object({
	opened: z.coerce.number(),
	closed: z.coerce.number(),
	open_now: z.coerce.number(),
	people: z.coerce.number(),
	amount_fen: z.coerce.number(),
	clues: z.coerce.number()
});
/** Projects by unit and tier at the end of the period, the worst unit first. */
export async function byUnit({ reader, to }: ReportContext) {
	return reader.read(
		`select t.street, count(*) filter (where t.tier = 3) as red, count(*) filter (where t.tier = 2) as yellow,
			count(*) filter (where t.tier = 1) as blue, count(*) filter (where t.tier is null) as grey,
			count(*) as projects, sum(case when t.tier >= 2 then t.workers_exposed else 0 end) as workers,
			sum(t.unpaid_fen) as unpaid_fen
		from tier_result t
		where t.subject_type = 'project' and t.run_id = (
			select max(run_id) from score_run where series = 'current' and as_of = (
				select max(as_of) from score_run where series = 'current' and as_of <= cast($to as date)))
		group by t.street order by red desc, yellow desc, unpaid_fen desc, t.street`,
		{ to },
		unitRow
	);
}

/** Cases and clues of the period. */
export async function casesOf({ reader, from, to }: ReportContext) {
	const [row] = await reader.read(
		`select count(*) filter (where opened_at between cast($from as date) and cast($to as date)) as opened,
			count(*) filter (where closed_at between cast($from as date) and cast($to as date)) as closed,
			count(*) filter (where opened_at <= cast($to as date)
				and (closed_at is null or closed_at > cast($to as date))) as open_now,
			coalesce(sum(worker_count) filter (where closed_at between cast($from as date) and cast($to as date)), 0) as people,
			coalesce(sum(amount_fen) filter (where closed_at between cast($from as date) and cast($to as date)), 0) as amount_fen,
			(select count(*) from feed_clues where known_to is null
				and cast(received_at as date) between cast($from as date) and cast($to as date)) as clues
		from feed_cases where known_to is null`,
		{ from, to },
		casesRow
	);
	return row ?? { opened: 0, closed: 0, open_now: 0, people: 0, amount_fen: 0, clues: 0 };
}

const weekRow = z.object({
	as_of: z.string(),
	red: z.coerce.number(),
	yellow: z.coerce.number(),
	unpaid_fen: z.coerce.number()
});
/** Red and yellow projects on the last judged day of a week. */
export type WeekPoint = z.output<typeof weekRow>;

const shownWeeks = 12;

/** The weeks up to the end of the period, each on its last judged day, oldest first. */
export async function weekCourse({ reader, to }: ReportContext): Promise<WeekPoint[]> {
	return reader.read(
		`with judged_week as (
			select run_id, as_of,
				row_number() over (partition by date_trunc('week', as_of) order by as_of desc, run_id desc) as place
			from score_run
			where series = 'current' and as_of <= cast($to as date) and as_of > cast($to as date) - ${shownWeeks * 7}
		)
		select cast(w.as_of as varchar) as as_of, sum(case when t.tier = 3 then 1 else 0 end) as red,
			sum(case when t.tier = 2 then 1 else 0 end) as yellow, sum(t.unpaid_fen) as unpaid_fen
		from judged_week w
		join tier_result t on t.run_id = w.run_id and t.subject_type = 'project'
		where w.place = 1
		group by w.as_of order by w.as_of`,
		{ to },
		weekRow
	);
}

const fenInWan = 1_000_000;
const nameOf = (policy: Policy, severity: number) =>
	policy.levels.find((level) => level.severity === severity)?.name ?? '';

/** Red and yellow week by week; nothing to draw with one week. */
export function weekChart(course: readonly WeekPoint[], policy: Policy): ReportChart[] {
	if (course.length < 2) return [];
	return [
		{
			title: `${nameOf(policy, 3)}、${nameOf(policy, 2)}级项目走势（每周最后一次评分）`,
			unit: '个',
			shape: 'columns',
			categories: course.map(({ as_of }) => as_of.slice(5)),
			series: [
				{ name: nameOf(policy, 3), tone: 'red', values: course.map(({ red }) => red) },
				{ name: nameOf(policy, 2), tone: 'yellow', values: course.map(({ yellow }) => yellow) }
			]
		}
	];
}

type UnitLine = Awaited<ReturnType<typeof byUnit>>[number];

/** Red and yellow projects and wages unpaid, by unit. */
export function streetCharts(units: readonly UnitLine[], policy: Policy): ReportChart[] {
	if (units.length === 0) return [];
	const categories = units.map(({ street }) => street ?? '属地不明');
	return [
		{
			title: `各属地${nameOf(policy, 3)}、${nameOf(policy, 2)}级项目`,
			unit: '个',
			shape: 'bars',
			categories,
			series: [
				{ name: nameOf(policy, 3), tone: 'red', values: units.map(({ red }) => red) },
				{ name: nameOf(policy, 2), tone: 'yellow', values: units.map(({ yellow }) => yellow) }
			]
		},
		{
			title: '各属地逾期未付工资',
			unit: '万元',
			shape: 'bars',
			categories,
			series: [
				{
					name: '逾期未付工资',
					tone: 'accent',
					values: units.map(({ unpaid_fen }) => Math.round((unpaid_fen / fenInWan) * 100) / 100)
				}
			]
		}
	];
}
