import type { FeedDefinition } from '../feed';

export default {
	feed: 'tax',
	zh: '税务月报',
	source: '税务局',
	cadence: 'monthly',
	key: ['uscc', 'month'],
	columns: [
		{ name: 'uscc', zh: '统一社会信用代码', type: 'text', required: true },
		{ name: 'month', zh: '所属月份', type: 'month', required: true },
		{ name: 'declared', zh: '申报税额（元）', type: 'money_yuan' },
		{ name: 'paid', zh: '入库税额（元）', type: 'money_yuan' },
		{ name: 'overdue', zh: '欠税额（元）', type: 'money_yuan' },
		{ name: 'invoice_amount', zh: '开票金额（元）', type: 'money_yuan' },
		{ name: 'zero_filing', zh: '零申报', type: 'boolean' }
	]
} as const satisfies FeedDefinition;
