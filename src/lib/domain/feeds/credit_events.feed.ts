import type { FeedDefinition } from '../feed';

export default {
	feed: 'credit_events',
	zh: '信用与司法事件',
	source: '市场监管、法院、信用中心',
	cadence: 'daily',
	key: ['event_no'],
	columns: [
		{ name: 'event_no', zh: '事件编号', type: 'text', required: true },
		{ name: 'uscc', zh: '统一社会信用代码', type: 'text', required: true },
		{
			name: 'kind',
			zh: '事件类型',
			type: 'enum',
			required: true,
			values: [
				'经营异常',
				'行政处罚',
				'被执行',
				'失信被执行',
				'涉诉',
				'法定代表人变更',
				'注销',
				'吊销',
				'债务违约'
			]
		},
		{ name: 'event_date', zh: '日期', type: 'date', required: true },
		{ name: 'amount', zh: '金额（元）', type: 'money_yuan' },
		{ name: 'detail', zh: '说明', type: 'text' }
	]
} as const satisfies FeedDefinition;
