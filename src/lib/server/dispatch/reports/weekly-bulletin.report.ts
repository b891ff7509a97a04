import { z } from 'zod';
import { addDays } from '$lib/domain/day';
import { issueOn } from '$lib/domain/bulletin-issue';
import { byUnit, casesOf, streetCharts, weekChart, weekCourse } from './bulletin-figures';
import { chineseDay } from './periods';
import { inFormUnit, printed, type Report, type ReportContext, type ReportDefinition } from './report';

const daysOfWeek = 7;

const risenRow = z.object({
	name: z.string(),
	street: z.string().nullable(),
	sector: z.string().nullable(),
	before: z.coerce.number().nullable(),
	known_before: z.boolean(),
	workers: z.coerce.number(),
	unpaid_fen: z.coerce.number()
});

/** A run that answers for a day; scorings that kept tiers alone answer for tiers too. */
const runUpTo = (day: string) =>
	`(select run_id from score_run where series = 'current' and as_of <= cast(${day} as date)
		order by as_of desc, run_id desc limit 1)`;

/** Projects that are red at the end and were not red before the week; none where nothing was judged before it. */
async function risen({ reader, from, to }: ReportContext) {
	return reader.read(
		`select t.name, t.street, t.sector, b.tier as before, b.subject_code is not null as known_before,
			t.workers_exposed as workers, t.unpaid_fen
		from tier_result t
		left join tier_result b on b.run_id = ${runUpTo('$eve')} and b.subject_type = t.subject_type
			and b.subject_code = t.subject_code
		where t.run_id = ${runUpTo('$to')} and t.subject_type = 'project' and t.tier = 3
			and coalesce(b.tier, 0) < 3 and exists (select 1 from score_run s where s.run_id = ${runUpTo('$eve')})
		order by t.unpaid_fen desc, t.workers_exposed desc, t.subject_code`,
		{ to, eve: addDays(from, -1) },
		risenRow
	);
}

const shortRow = z.object({
	projects: z.coerce.number(),
	workers: z.coerce.number(),
	short_fen: z.coerce.number()
});

/** Projects that the forecast of the last full scoring sees short on a pay day of the seven days after the week. */
async function shortNextWeek({ reader, to }: ReportContext) {
	const [row] = await reader.read(
		`select count(*) as projects, coalesce(sum(t.workers_exposed), 0) as workers,
			coalesce(sum(greatest(0, -r.left_fen)), 0) as short_fen
		from mart_runway r
		join tier_result t on t.run_id = r.run_id and t.subject_type = 'project' and t.subject_code = r.project_code
		where r.run_id = (
				select run_id from score_run where series = 'current' and as_of <= cast($to as date)
					and run_id not in (select run_id from tiers_only_run) order by as_of desc, run_id desc limit 1)
			and not r.covered and r.due_date > cast($to as date) and r.due_date <= cast($next as date)`,
		{ to, next: addDays(to, daysOfWeek) },
		shortRow
	);
	return row ?? { projects: 0, workers: 0, short_fen: 0 };
}

/** The last whole week of a day. */
function lastWeek(day: string) {
	const { from, to } = issueOn('weekly', addDays(day, -daysOfWeek));
	return { from, to };
}

/** 周通报: where the district stands, what turned red, who will be short, what came in and was closed. */
export default {
	id: 'weekly_bulletin',
	zh: '根治欠薪工作周通报',
	period: lastWeek,
	async build(context): Promise<Report> {
		const { policy, from, to } = context;
		const [units, cases, course, red, short] = await Promise.all([
			byUnit(context),
			casesOf(context),
			weekCourse(context),
			risen(context),
			shortNextWeek(context)
		]);
		const name = (severity: number) => policy.levels.find((level) => level.severity === severity)?.name ?? '';
		const sum = (value: (unit: (typeof units)[number]) => number) =>
			units.reduce((total, unit) => total + value(unit), 0);
		const [redNow, yellowNow, unpaid] = [
			sum((unit) => unit.red),
			sum((unit) => unit.yellow),
			sum((unit) => unit.unpaid_fen)
		];
		const before = course.findLast(({ as_of }) => as_of < from);
		const change = (now: number, then: number | undefined) =>
			then === undefined
				? ''
				: now === then
					? '（与上周持平）'
					: `（较上周${now > then ? '增' : '减'} ${Math.abs(now - then)} 个）`;
		const { number, year } = issueOn('weekly', from);
		const worst = units.filter((unit) => unit.red > 0).slice(0, 3);
		const judged = units.length > 0;
		return {
			title: `${policy.name}根治欠薪工作周通报\n（${year}年第${number}周）`,
			heads: [['通报期间', `${chineseDay(from)}至${chineseDay(to)}`]],
			opening: [
				judged
					? `一、总体情况。纳入监测的工程项目 ${sum((unit) => unit.projects)} 个，其中${name(3)}级 ${redNow} 个${change(redNow, before?.red)}、${name(2)}级 ${yellowNow} 个${change(yellowNow, before?.yellow)}；涉及工人 ${sum((unit) => unit.workers)} 人，逾期未付工资 ${printed('wan', unpaid)} 万元。`
					: '一、总体情况。期末以前没有评分结果，等级分布无法说明；请先运行评分。',
				before === undefined && judged
					? `二、新增${name(3)}级。上周没有评分结果，无法比较。`
					: red.length === 0
						? `二、新增${name(3)}级。本周没有新增。`
						: `二、新增${name(3)}级。本周新增 ${red.length} 个，涉及工人 ${red.reduce((total, one) => total + one.workers, 0)} 人、未付工资 ${printed(
								'wan',
								red.reduce((total, one) => total + one.unpaid_fen, 0)
							)} 万元，名单见表。`,
				short.projects === 0
					? '三、下周发薪。预测没有发薪日资金不足的项目。'
					: `三、下周发薪。预测 ${short.projects} 个项目在下周发薪日资金不足，涉及工人 ${short.workers} 人，缺口 ${printed('wan', short.short_fen)} 万元，请提前约谈。`,
				`四、线索与案件。本周接收欠薪线索 ${cases.clues} 件，新立案件 ${cases.opened} 件，办结 ${cases.closed} 件；周末未办结 ${cases.open_now} 件。`,
				worst.length === 0
					? '五、重点属地。本周没有最高等级的项目。'
					: `五、重点属地。${worst.map((unit) => `${unit.street ?? '属地不明'}${name(3)}级 ${unit.red} 个、未付 ${printed('wan', unit.unpaid_fen)} 万元`).join('；')}。`
			],
			charts: [...weekChart(course, policy), ...streetCharts(units, policy)],
			tables: [
				{
					name: `新增${name(3)}级项目`,
					columns: [
						{ zh: '项目', kind: 'text', width: 26 },
						{ zh: '属地', kind: 'text', width: 12 },
						{ zh: '行业', kind: 'text', width: 12 },
						{ zh: '上周', kind: 'text', width: 7 },
						{ zh: '工人（人）', kind: 'integer' },
						{ zh: '未付工资（万元）', kind: 'wan', width: 13 }
					],
					rows: red.map((one) => [
						one.name,
						one.street ?? '属地不明',
						one.sector ?? '',
						one.known_before ? (one.before === null ? policy.grey.name : name(one.before)) : '新项目',
						one.workers,
						one.unpaid_fen
					]),
					empty: '本周没有。'
				}
			],
			closing: ['本通报由数据自动生成，等级为风险提示，不是执法结论。'],
			figures: {
				projects: judged ? sum((unit) => unit.projects) : null,
				red: judged ? redNow : null,
				yellow: judged ? yellowNow : null,
				risen: before === undefined ? null : red.length,
				short_projects: short.projects,
				short_wan: inFormUnit('wan', short.short_fen),
				clues: cases.clues,
				opened: cases.opened,
				closed: cases.closed,
				open_now: cases.open_now,
				unpaid_wan: inFormUnit('wan', unpaid)
			}
		};
	}
} satisfies ReportDefinition;
