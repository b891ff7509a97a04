import { z } from 'zod';
import type { FigureRow, Report, ReportContext, ReportDefinition } from './report';
import { inFormUnit, printed } from './report';
import { chineseDay } from './periods';
import { winterColumns, winterGroups, winterRows } from './winter-figures';

const sumRow = z.object({ figure: z.string(), grp: z.string(), total: z.coerce.number() });
const detailRow = z.object({
	feed: z.string(),
	batch_id: z.number(),
	row_no: z.number(),
	code: z.string(),
	value: z.coerce.number()
});

type Sums = (figure: string, group?: string) => number;

async function sums({ reader, from, to }: ReportContext): Promise<Sums> {
	const rows = await reader.read(
		`select figure, grp, sum(value) as total from (${winterRows}) as rows_of_figures group by figure, grp`,
		{ from, to },
		sumRow
	);
	return (figure, group) =>
		rows
			.filter((row) => row.figure === figure && (group === undefined || row.grp === group))
			.reduce((total, row) => total + row.total, 0);
}

const people = (heads: number) => printed('wan_people', heads);
const wan = (fen: number) => printed('wan', fen);

function sentences(sum: Sums): string[] {
	const projects = (item: string) =>
		`${sum(`${item}.inspected`)}个，查实存在欠薪项目${sum(`${item}.found`)}个（拖欠工资${wan(sum(`${item}.amount`))}万元，涉及${people(sum(`${item}.people`))}万人）`;
	const cases = (item: string) =>
		`${sum(`${item}.cases`)}件，涉及${people(sum(`${item}.people`))}万人${wan(sum(`${item}.amount`))}万元；`;
	return [
		'其他情况：',
		`1.检查政府投资项目共${projects('gov')}；检查国企项目共${projects('soe')}；`,
		`2.解决新就业形态拖欠劳动报酬案件${cases('new_form')}`,
		`3.通过劳动人事争议调解组织和仲裁机构解决欠薪案件${cases('arbitration')}`,
		`4.通过法院开展集中执行活动解决欠薪案件${cases('court')}`,
		`5.行业主管部门解决欠薪问题${cases('department')}`,
		`6.集中接访接收欠薪线索${sum('visits')}件；`,
		`7.公布欠薪严重违法单位数：_____户（须人工填写），列入欠薪失信联合惩戒对象名单管理${sum('listed')}件。`,
		'单位负责人：　　　　科（队）负责人：　　　　制表人：　　　　联系电话：',
		'备注：1.国企项目指中央和地方监管的国有（含国有控股）企业作为建设单位的工程项目（标段）；2.政府投资项目和国企项目有重合的分别单独统计。'
	];
}

const items = ['gov', 'soe', 'new_form', 'arbitration', 'court', 'department'] as const;
const itemFigures: readonly (readonly [string, 'integer' | 'wan' | 'wan_people'])[] = [
	...items.flatMap((item) => {
		const counts = item === 'gov' || item === 'soe' ? ['inspected', 'found'] : ['cases'];
		return [
			...counts.map((name) => [`${item}.${name}`, 'integer'] as const),
			[`${item}.amount`, 'wan'] as const,
			[`${item}.people`, 'wan_people'] as const
		];
	}),
	['visits', 'integer'],
	['listed', 'integer']
];

function figuresOf(sum: Sums): Record<string, number> {
	const table = [undefined, ...winterGroups].flatMap((group, row) =>
		winterColumns.map(
			([column, , , kind]) => [`${row + 1}.${column}`, inFormUnit(kind, sum(column, group))] as const
		)
	);
	const others = itemFigures.map(([name, kind]) => [name, inFormUnit(kind, sum(name))] as const);
	return Object.fromEntries([...table, ...others]);
}

/** 根治欠薪冬季专项行动情况 (新农工办〔2023〕6号 附件): four rows, fourteen columns, seven sentences. */
export default {
	id: 'winter_campaign',
	zh: '根治欠薪冬季专项行动情况',
	period: (day) => {
		const year = Number(day.slice(0, 4)) - (day.slice(5) < '06-01' ? 1 : 0);
		const from = `${year}-11-15`;
		return { from: from < day ? from : `${year - 1}-11-15`, to: day };
	},
	async build(context): Promise<Report> {
		const sum = await sums(context);
		return {
			title: '根治欠薪冬季专项行动情况',
			heads: [
				['填报单位名称（盖章）', context.policy.name],
				['填报时间', chineseDay(context.to)]
			],
			opening: [],
			tables: [
				{
					name: '冬季行动',
					columns: [
						{ zh: '甲', kind: 'text', width: 14 },
						{ zh: '序号', kind: 'integer', width: 6 },
						...winterColumns.map(([, zh, under, kind]) => ({ zh, under, kind }))
					],
					rows: [
						['合计', 1, ...winterColumns.map(([column]) => sum(column))],
						...winterGroups.map((group, index) => [
							group,
							index + 2,
							...winterColumns.map(([column]) => sum(column, group))
						])
					]
				}
			],
			closing: sentences(sum),
			figures: figuresOf(sum)
		};
	},
	async rows({ reader, from, to }, figure): Promise<FigureRow[]> {
		const [row, column] = /^\d+\.\d+$/.test(figure) ? figure.split('.') : [undefined, figure];
		const group = row === undefined || row === '1' ? null : (winterGroups[Number(row) - 2] ?? null);
		const found = await reader.read(
			`select feed, batch_id, row_no, code, value from (${winterRows}) as rows_of_figures
			where figure = $figure and ($grp is null or grp = $grp) and value <> 0
			order by feed, batch_id, row_no limit 500`,
			{ from, to, figure: column ?? figure, grp: group },
			detailRow
		);
		return found.map((one) => ({
			feed: one.feed,
			batchId: one.batch_id,
			rowNo: one.row_no,
			code: one.code,
			value: one.value
		}));
	}
} satisfies ReportDefinition;
