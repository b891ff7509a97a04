import type { FeedDefinition } from '../feed';

export default {
	feed: 'fund_transactions',
	zh: '应急资金动用',
	source: '财政局、人社',
	cadence: 'event',
	key: ['txn_no'],
	columns: [
		{ name: 'txn_no', zh: '编号', type: 'text', required: true },
		{ name: 'fund_name', zh: '资金名称', type: 'enum', required: true, values: ['应急周转金', '应急储备金'] },
		{ name: 'case_no', zh: '案件编号', type: 'text' },
		{ name: 'amount', zh: '金额（元）', type: 'money_yuan', required: true },
		{ name: 'purpose', zh: '用途', type: 'enum', values: ['垫付工资', '基本生活费', '路途费'] },
		{ name: 'txn_date', zh: '日期', type: 'date', required: true },
		{ name: 'recover_due', zh: '追偿期限', type: 'date' },
		{ name: 'recovered_amount', zh: '已追回（元）', type: 'money_yuan' },
		{ name: 'topped_up_at', zh: '补足日期', type: 'date' }
	]
} as const satisfies FeedDefinition;
