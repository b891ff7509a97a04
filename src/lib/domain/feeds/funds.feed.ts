import type { FeedDefinition } from '../feed';

export default {
	feed: 'funds',
	zh: '应急资金',
	source: '财政局',
	cadence: 'monthly',
	key: ['fund_name', 'as_of'],
	columns: [
		{ name: 'fund_name', zh: '资金名称', type: 'enum', required: true, values: ['应急周转金', '应急储备金'] },
		{ name: 'as_of', zh: '日期', type: 'date', required: true },
		{ name: 'floor_wan', zh: '规定额度（万元）', type: 'money_wan' },
		{ name: 'balance_wan', zh: '余额（万元）', type: 'money_wan', required: true }
	]
} as const satisfies FeedDefinition;
