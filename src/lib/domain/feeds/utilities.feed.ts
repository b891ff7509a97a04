import type { FeedDefinition } from '../feed';

export default {
	feed: 'utilities',
	zh: '水电气用量与缴费',
	source: '供电、供水、燃气公司',
	cadence: 'monthly',
	key: ['subject_code', 'kind', 'month'],
	columns: [
		{ name: 'subject_code', zh: '户号主体（信用代码或项目编码）', type: 'text', required: true },
		{ name: 'kind', zh: '类别', type: 'enum', required: true, values: ['电', '水', '气'] },
		{ name: 'month', zh: '所属月份', type: 'month', required: true },
		{ name: 'consumption', zh: '用量', type: 'number', required: true, min: 0 },
		{ name: 'billed', zh: '应缴费用（元）', type: 'money_yuan' },
		{ name: 'paid', zh: '已缴费用（元）', type: 'money_yuan' },
		{ name: 'supply_status', zh: '供应状态', type: 'enum', values: ['正常', '限供', '停供'] }
	]
} as const satisfies FeedDefinition;
