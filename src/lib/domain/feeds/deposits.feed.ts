import type { FeedDefinition } from '../feed';

export default {
	feed: 'deposits',
	zh: '农民工工资保证金',
	source: '经办银行、保险、担保机构',
	cadence: 'event',
	key: ['project_code'],
	columns: [
		{ name: 'project_code', zh: '项目编码', type: 'text', required: true },
		{ name: 'form', zh: '保证金形式', type: 'enum', values: ['现金', '银行保函', '担保保函', '保险'] },
		{ name: 'agency', zh: '经办机构', type: 'text' },
		{ name: 'rate', zh: '缴存比例', type: 'ratio' },
		{ name: 'amount', zh: '金额（元）', type: 'money_yuan', min: 0 },
		{ name: 'waiver', zh: '减免类型', type: 'enum', values: ['无', '减免', '免存'] },
		{ name: 'notice_no', zh: '通知书文号', type: 'text' },
		{ name: 'notice_date', zh: '通知日期', type: 'date' },
		{ name: 'lodged_at', zh: '存储日期', type: 'date' },
		{ name: 'valid_to', zh: '有效期至', type: 'date' },
		{ name: 'used_amount', zh: '已动用金额（元）', type: 'money_yuan' },
		{ name: 'used_at', zh: '动用日期', type: 'date' },
		{ name: 'topped_up_at', zh: '补足日期', type: 'date' },
		{ name: 'returned_at', zh: '返还日期', type: 'date' }
	]
} as const satisfies FeedDefinition;
