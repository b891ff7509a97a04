import type { FeedDefinition } from '../feed';

export default {
	feed: 'social_insurance',
	zh: '社保月报',
	source: '社保经办机构',
	cadence: 'monthly',
	key: ['uscc', 'month'],
	columns: [
		{ name: 'uscc', zh: '统一社会信用代码', type: 'text', required: true },
		{ name: 'month', zh: '所属月份', type: 'month', required: true },
		{ name: 'insured_count', zh: '参保人数', type: 'integer' },
		{ name: 'payable', zh: '应缴金额（元）', type: 'money_yuan' },
		{ name: 'paid', zh: '实缴金额（元）', type: 'money_yuan' }
	]
} as const satisfies FeedDefinition;
