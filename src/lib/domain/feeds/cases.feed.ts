import type { FeedDefinition } from '../feed';

export default {
	feed: 'cases',
	zh: '欠薪案件',
	source: '劳动监察、仲裁、法院、行业主管部门',
	cadence: 'daily',
	key: ['case_no'],
	columns: [
		{ name: 'case_no', zh: '案件编号', type: 'text', required: true },
		{ name: 'clue_no', zh: '线索编号', type: 'text' },
		{ name: 'project_code', zh: '项目编码', type: 'text' },
		{ name: 'uscc', zh: '统一社会信用代码', type: 'text' },
		{
			name: 'case_kind',
			zh: '办理方式',
			type: 'enum',
			required: true,
			values: ['立案', '协调', '仲裁调解', '法院执行', '行业处理']
		},
		{
			name: 'stat_group',
			zh: '统计口径',
			type: 'enum',
			required: true,
			values: ['工程建设领域', '制造业', '其他']
		},
		{ name: 'opened_at', zh: '立案日期', type: 'date', required: true },
		{ name: 'closed_at', zh: '结案日期', type: 'date' },
		{ name: 'worker_count', zh: '涉及职工人数', type: 'integer' },
		{ name: 'migrant_count', zh: '其中农民工人数', type: 'integer' },
		{ name: 'amount', zh: '涉及金额（元）', type: 'money_yuan' },
		{ name: 'migrant_amount', zh: '其中农民工金额（元）', type: 'money_yuan' },
		{ name: 'verified', zh: '是否查实', type: 'boolean' },
		{ name: 'ordered_correct_at', zh: '责令改正日期', type: 'date' },
		{ name: 'admin_decision_at', zh: '行政处理决定日期', type: 'date' },
		{ name: 'admin_penalty_at', zh: '行政处罚决定日期', type: 'date' },
		{ name: 'police_transfer_at', zh: '移送公安日期', type: 'date' },
		{ name: 'police_filed_at', zh: '公安立案日期', type: 'date' },
		{ name: 'is_new_form', zh: '新就业形态', type: 'boolean' },
		{
			name: 'paid_from',
			zh: '清偿来源',
			type: 'enum',
			values: [
				'用人单位',
				'总包垫付',
				'建设单位垫付',
				'工资保证金',
				'预售监管资金',
				'应急周转金',
				'应急储备金'
			]
		}
	]
} as const satisfies FeedDefinition;
