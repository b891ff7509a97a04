import type { FeedDefinition } from '../feed';

export default {
	feed: 'presale_accounts',
	zh: '商品房预售监管资金',
	source: '住房保障中心',
	cadence: 'monthly',
	key: ['project_code', 'as_of'],
	columns: [
		{ name: 'project_code', zh: '项目编码', type: 'text', required: true },
		{ name: 'as_of', zh: '日期', type: 'date', required: true },
		{ name: 'balance', zh: '余额（元）', type: 'money_yuan', required: true },
		{ name: 'released_for_wages', zh: '已用于工资（元）', type: 'money_yuan' }
	]
} as const satisfies FeedDefinition;
