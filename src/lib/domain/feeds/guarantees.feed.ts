import type { FeedDefinition } from '../feed';

export default {
	feed: 'guarantees',
	zh: '工程款支付担保',
	source: '行业主管部门',
	cadence: 'event',
	key: ['project_code', 'issuer'],
	columns: [
		{ name: 'project_code', zh: '项目编码', type: 'text', required: true },
		{ name: 'issuer', zh: '担保机构', type: 'text', required: true },
		{ name: 'amount', zh: '担保金额（元）', type: 'money_yuan' },
		{ name: 'issued_at', zh: '出具日期', type: 'date' },
		{ name: 'valid_to', zh: '有效期至', type: 'date' }
	]
} as const satisfies FeedDefinition;
