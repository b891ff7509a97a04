import type { FeedDefinition } from '../feed';

export default {
	feed: 'account_transactions',
	zh: '工资专户流水',
	source: '开户银行',
	cadence: 'daily',
	key: ['txn_no'],
	columns: [
		{ name: 'txn_no', zh: '流水号', type: 'text', required: true },
		{ name: 'project_code', zh: '项目编码', type: 'text', required: true },
		{ name: 'account_no', zh: '账号', type: 'text', pii: true },
		{ name: 'txn_time', zh: '交易时间', type: 'timestamp', required: true },
		{ name: 'direction', zh: '收支', type: 'enum', required: true, values: ['收', '支'] },
		{ name: 'amount', zh: '金额（元）', type: 'money_yuan', required: true, min: 0 },
		{
			name: 'counterparty_type',
			zh: '对方类型',
			type: 'enum',
			values: ['工人', '建设单位', '总包', '税费', '其他']
		},
		{ name: 'payee_id_no', zh: '收款人身份证号码', type: 'text', pii: true },
		{ name: 'balance_after', zh: '余额（元）', type: 'money_yuan' },
		{ name: 'memo', zh: '摘要', type: 'text' }
	]
} as const satisfies FeedDefinition;
