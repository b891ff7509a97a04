import { z } from 'zod';
import { byUnit, casesOf, streetCharts, weekChart, weekCourse } from './bulletin-figures';
import { chineseDay, lastMonth } from './periods';
import { inFormUnit, printed, type Report, type ReportContext, type ReportDefinition } from './report';

const pushRow = z.object({ dept: z.string(), late: z.coerce.number() });

async function latePushes({ reader, to }: ReportContext) {
	return reader.read(
		`select coalesce(p.industry_dept, '未写明部门') as dept, count(*) as late
		from indicator_value v
		join feed_projects p on p.project_code = v.subject_code and p.known_to is null
		where v.subject_type = 'project' and v.indicator = 'push_overdue_wd' and v.severity >= 2 and v.run_id = (
			select run_id from score_run where series = 'current' and as_of <= cast($to as date)
				and run_id not in (select run_id from tiers_only_run) order by as_of desc, run_id desc limit 1)
		group by 1 order by late desc, dept`,
		{ to },
		pushRow
	);
}

/** 月通报: the month's cases and clues, where each unit stands, who did not push projects in time. */
export default {
	id: 'monthly_bulletin',
	zh: '根治欠薪工作月通报',
	period: lastMonth,
	async build(context): Promise<Report> {
		const { policy, from, to } = context;
		const units = await byUnit(context);
		const cases = await casesOf(context);
		const pushes = await latePushes(context);
		const course = await weekCourse(context);
		const sum = (value: (unit: (typeof units)[number]) => number) =>
			units.reduce((total, unit) => total + value(unit), 0);
		const name = (severity: 1 | 2 | 3) =>
			policy.levels.find((level) => level.severity === severity)?.name ?? '';
		const [red, yellow] = [sum((unit) => unit.red), sum((unit) => unit.yellow)];
		const unpaid = sum((unit) => unit.unpaid_fen);
		const worst = units.filter((unit) => unit.red > 0).slice(0, 3);
		const month = `${Number(from.slice(0, 4))}年${Number(from.slice(5, 7))}月`;
		return {
			title: `${policy.name}根治欠薪工作通报\n（${month}）`,
			heads: [['通报期间', `${chineseDay(from)}至${chineseDay(to)}`]],
			opening: [
				units.length === 0
					? '一、总体情况。期末以前没有评分结果，等级分布无法说明；请先运行评分。'
					: `一、总体情况。纳入监测的工程项目 ${sum((unit) => unit.projects)} 个，其中${name(3)}级 ${red} 个、${name(2)}级 ${yellow} 个、${name(1)}级 ${sum((unit) => unit.blue)} 个，数据不足无法判定 ${sum((unit) => unit.grey)} 个；${name(3)}、${name(2)}级项目涉及工人 ${sum((unit) => unit.workers)} 人，逾期未付工资 ${printed('wan', unpaid)} 万元。`,
				`二、线索与案件。本月接收欠薪线索 ${cases.clues} 件，新立案件 ${cases.opened} 件，办结 ${cases.closed} 件，为 ${cases.people} 名劳动者解决工资 ${printed('wan', cases.amount_fen)} 万元；月末未办结 ${cases.open_now} 件。`,
				units.length === 0
					? '三、重点属地。没有评分结果，无法说明。'
					: worst.length === 0
						? '三、重点属地。本月没有最高等级的项目。'
						: `三、重点属地。${worst.map((unit) => `${unit.street ?? '属地不明'}${name(3)}级 ${unit.red} 个、未付 ${printed('wan', unit.unpaid_fen)} 万元`).join('；')}，请属地与行业主管部门逐项落实。`,
				pushes.length === 0
					? '四、项目推送。没有逾期未推送的项目。'
					: `四、项目推送。逾期推送项目信息的部门：${pushes.map(({ dept, late }) => `${dept} ${late} 个`).join('、')}。`
			],
			charts: [...weekChart(course, policy), ...streetCharts(units, policy)],
			tables: [
				{
					name: '各属地情况',
					columns: [
						{ zh: '属地', kind: 'text', width: 16 },
						{ zh: `${name(3)}（个）`, kind: 'integer' },
						{ zh: `${name(2)}（个）`, kind: 'integer' },
						{ zh: `${name(1)}（个）`, kind: 'integer' },
						{ zh: `${policy.grey.name}（个）`, kind: 'integer' },
						{ zh: '项目（个）', kind: 'integer' },
						{ zh: '涉及工人（人）', kind: 'integer', width: 12 },
						{ zh: '未付工资（万元）', kind: 'wan', width: 14 }
					],
					rows: units.map((unit) => [
						unit.street ?? '属地不明',
						unit.red,
						unit.yellow,
						unit.blue,
						unit.grey,
						unit.projects,
						unit.workers,
						unit.unpaid_fen
					]),
					empty: '还没有评分结果。'
				}
			],
			closing: ['本通报由数据自动生成，等级为风险提示，不是执法结论。'],
			figures: {
				projects: units.length === 0 ? null : sum((unit) => unit.projects),
				red: units.length === 0 ? null : red,
				yellow: units.length === 0 ? null : yellow,
				clues: cases.clues,
				opened: cases.opened,
				closed: cases.closed,
				open_now: cases.open_now,
				unpaid_wan: inFormUnit('wan', unpaid)
			}
		};
	}
} satisfies ReportDefinition;
