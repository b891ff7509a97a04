import type { FeedDefinition } from '../feed';

export default {
	feed: 'roster',
	zh: '实名制花名册',
	source: '实名制平台',
	cadence: 'daily',
	key: ['project_code', 'worker_id_no', 'entry_date'],
	columns: [
		{ name: 'project_code', zh: '项目编码', type: 'text', required: true },
		{ name: 'worker_id_no', zh: '身份证号码', type: 'text', required: true, pii: true },
		{ name: 'worker_name', zh: '姓名', type: 'text', pii: true },
		{ name: 'phone', zh: '联系电话', type: 'text', pii: true },
		{ name: 'employer_uscc', zh: '用人单位统一社会信用代码', type: 'text' },
		{ name: 'trade', zh: '工种', type: 'text' },
		{ name: 'team', zh: '班组', type: 'text' },
		{ name: 'entry_date', zh: '进场日期', type: 'date', required: true },
		{ name: 'exit_date', zh: '退场日期', type: 'date' },
		{ name: 'contract_signed', zh: '是否签订劳动合同', type: 'boolean' },
		{ name: 'registered_at', zh: '实名登记日期', type: 'date' },
		{ name: 'card_bound', zh: '工资卡绑定', type: 'boolean' },
		{ name: 'day_rate', zh: '约定日工资（元）', type: 'money_yuan' },
		{ name: 'settled_at', zh: '结清确认日期', type: 'date' }
	]
} as const satisfies FeedDefinition;
