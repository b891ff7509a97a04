import { z } from 'zod';
import { systemFunds, systemItems, type SystemItem } from '$lib/domain/system-item';
import { systemStates } from '../systems/system-states';
import { heads } from './ledger';
import { upTo } from './periods';
import type { Report, ReportDefinition } from './report';

const project = z.object({
	project_code: z.string(),
	project_name: z.string(),
	street: z.string(),
	industry_dept: z.string().nullable()
});

const names: Readonly<Record<SystemItem, string>> = {
	guarantee: '工程款支付担保',
	deposit: '工资保证金',
	revolving: '应急周转金',
	reserve: '应急储备金',
	presale: '预售监管资金',
	labour_fee: '按时足额拨付人工费',
	gc_pay: '总承包代发',
	account: '专户发放',
	bank_pay: '银行发放',
	realname: '实名制'
};
const marks = { met: '已落实', lacking: '未落实', exempt: '不适用' } as const;

/** 五金五制 of every active project: what is in place, what is lacking, what nobody has told. */
export default {
	id: 'five_systems',
	zh: '五金五制检查表',
	period: upTo,
	async build({ reader, policy, to }): Promise<Report> {
		const [projects, lines] = await Promise.all([
			reader.read(
				`select project_code, project_name, street, industry_dept from feed_projects
				where known_to is null and status <> '完工' order by street, project_name, project_code`,
				{},
				project
			),
			systemStates(reader, policy, to)
		]);
		const states = new Map(lines.map((line) => [`${line.projectCode} ${line.item}`, line.state]));
		const lacking = lines.filter(({ state }) => state === 'lacking').length;
		const unknown = lines.filter(({ state }) => state === null).length;
		return {
			title: '“五金五制”落实情况检查表',
			heads: heads(policy, to),
			opening: [
				`在建和停工项目 ${projects.length} 个，未落实 ${lacking} 项，无法判断 ${unknown} 项（空白格：没有数据，也没有人登记）。`
			],
			tables: [
				{
					name: '五金五制',
					columns: [
						{ zh: '序号', kind: 'integer', width: 6 },
						{ zh: '项目名称', kind: 'text', width: 30 },
						{ zh: '属地', kind: 'text', width: 14 },
						{ zh: '行业主管部门', kind: 'text', width: 18 },
						...systemItems.map((item) => ({
							zh: names[item],
							kind: 'text' as const,
							width: 13,
							under: systemFunds.includes(item) ? '五金' : '五制'
						}))
					],
					rows: projects.map((one, index) => [
						index + 1,
						one.project_name,
						one.street,
						one.industry_dept,
						...systemItems.map((item) => {
							const state = states.get(`${one.project_code} ${item}`) ?? null;
							return state === null ? null : marks[state];
						})
					]),
					empty: '没有在建项目。'
				}
			],
			closing: [],
			figures: { projects: projects.length, lacking, unknown }
		};
	}
} satisfies ReportDefinition;
