import type { FeedDefinition } from '../feed';

export default {
	feed: 'payroll',
	zh: '工资支付明细',
	source: '工资专户银行代发回单、总包工资表',
	cadence: 'daily',
	key: ['project_code', 'employer_uscc', 'wage_month', 'worker_id_no'],
	columns: [
		{ name: 'project_code', zh: '项目编码', type: 'text', required: true },
		{ name: 'employer_uscc', zh: '用人单位统一社会信用代码', type: 'text' },
		{ name: 'wage_month', zh: '工资所属月', type: 'month', required: true },
		{ name: 'worker_id_no', zh: '身份证号码', type: 'text', required: true, pii: true },
		{ name: 'worker_name', zh: '姓名', type: 'text', pii: true },
		{ name: 'work_days', zh: '工作天数', type: 'number' },
		{ name: 'payable', zh: '应发工资（元）', type: 'money_yuan', required: true, min: 0 },
		{ name: 'deduction', zh: '代扣代缴（元）', type: 'money_yuan', min: 0 },
		{ name: 'paid', zh: '实发工资（元）', type: 'money_yuan', required: true, min: 0 },
		{ name: 'pay_status', zh: '发放状态', type: 'enum', required: true, values: ['成功', '失败', '待发'] },
		{ name: 'pay_date', zh: '发放日期', type: 'date' },
		{ name: 'pay_channel', zh: '发放渠道', type: 'enum', values: ['专户代发', '其他银行', '现金'] },
		{ name: 'bank_card_no', zh: '银行卡号', type: 'text', pii: true },
		{ name: 'signed', zh: '本人签字', type: 'boolean' },
		{ name: 'confirmed_at', zh: '本人确认时间', type: 'timestamp' }
	]
} as const satisfies FeedDefinition;
