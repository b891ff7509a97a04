import type { FeedDefinition } from '../feed';

export default {
	feed: 'deferral_reports',
	zh: '延期支付工资报告',
	source: '用人单位',
	cadence: 'event',
	key: ['report_no'],
	columns: [
		{ name: 'report_no', zh: '报告编号', type: 'text', required: true },
		{ name: 'uscc', zh: '统一社会信用代码', type: 'text', required: true },
		{ name: 'project_code', zh: '项目编码', type: 'text' },
		{ name: 'report_date', zh: '报告日期', type: 'date', required: true },
		{ name: 'reason', zh: '延期支付原因', type: 'text' },
		{ name: 'worker_count', zh: '涉及劳动者数量', type: 'integer' },
		{ name: 'arrears_amount', zh: '欠薪数额（元）', type: 'money_yuan' },
		{ name: 'operating_status', zh: '目前生产经营状况', type: 'text' },
		{ name: 'settle_by', zh: '工资清偿期限', type: 'date' },
		{ name: 'settled_at', zh: '清偿日期', type: 'date' }
	]
} as const satisfies FeedDefinition;
