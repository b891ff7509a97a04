import type { FeedDefinition } from '../feed';

export default {
	feed: 'special_accounts',
	zh: '农民工工资专用账户',
	source: '开户银行',
	cadence: 'weekly',
	key: ['project_code', 'account_no'],
	columns: [
		{ name: 'project_code', zh: '项目编码', type: 'text', required: true },
		{ name: 'bank_name', zh: '开户银行', type: 'text' },
		{ name: 'account_no', zh: '账号', type: 'text', required: true, pii: true },
		{ name: 'opened_at', zh: '开立日期', type: 'date' },
		{ name: 'filed_at', zh: '备案日期', type: 'date' },
		{ name: 'status', zh: '账户状态', type: 'enum', required: true, values: ['正常', '冻结', '注销'] },
		{ name: 'closed_at', zh: '注销日期', type: 'date' }
	]
} as const satisfies FeedDefinition;
