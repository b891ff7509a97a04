import type { FeedDefinition } from '../feed';

export default {
	feed: 'disbursements',
	zh: '人工费与工程款拨付',
	source: '建设单位、财政',
	cadence: 'monthly',
	key: ['disbursement_no'],
	columns: [
		{ name: 'disbursement_no', zh: '拨付编号', type: 'text', required: true },
		{ name: 'project_code', zh: '项目编码', type: 'text', required: true },
		{ name: 'kind', zh: '款项类型', type: 'enum', required: true, values: ['人工费', '工程款', '预付款'] },
		{ name: 'period', zh: '所属月份', type: 'month' },
		{ name: 'payable', zh: '应拨金额（元）', type: 'money_yuan', min: 0 },
		{ name: 'due_date', zh: '应拨日期', type: 'date' },
		{ name: 'paid', zh: '实拨金额（元）', type: 'money_yuan', required: true, min: 0 },
		{ name: 'paid_date', zh: '拨付日期', type: 'date' }
	]
} as const satisfies FeedDefinition;
