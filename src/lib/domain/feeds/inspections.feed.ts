import type { FeedDefinition } from '../feed';

export default {
	feed: 'inspections',
	zh: '检查巡查',
	source: '人社、行业主管部门、街道',
	cadence: 'daily',
	key: ['inspection_no'],
	columns: [
		{ name: 'inspection_no', zh: '检查编号', type: 'text', required: true },
		{ name: 'inspect_date', zh: '检查日期', type: 'date', required: true },
		{ name: 'inspect_kind', zh: '检查类型', type: 'enum', values: ['日常', '专项', '联合', '回头看'] },
		{ name: 'dept', zh: '检查单位', type: 'text' },
		{ name: 'project_code', zh: '项目编码', type: 'text' },
		{ name: 'uscc', zh: '统一社会信用代码', type: 'text' },
		{ name: 'staff_count', zh: '涉及职工人数', type: 'integer' },
		{ name: 'migrant_count', zh: '其中农民工人数', type: 'integer' },
		{ name: 'ok_contract', zh: '劳动合同签订', type: 'boolean' },
		{ name: 'ok_realname', zh: '实名制管理', type: 'boolean' },
		{ name: 'ok_labour_fee', zh: '人工费拨付', type: 'boolean' },
		{ name: 'ok_wages', zh: '工资发放', type: 'boolean' },
		{ name: 'ok_notice_board', zh: '维权公示', type: 'boolean' },
		{ name: 'ok_platform', zh: '监管系统使用', type: 'boolean' },
		{ name: 'ok_guarantee', zh: '工程款支付担保', type: 'boolean' },
		{ name: 'ok_deposit', zh: '工资保证金', type: 'boolean' },
		{ name: 'ok_account', zh: '工资专户', type: 'boolean' },
		{ name: 'ok_settlement', zh: '过程结算', type: 'boolean' },
		{ name: 'ok_labour_officer', zh: '劳资专管员', type: 'boolean' },
		{ name: 'finding', zh: '发现问题', type: 'text' },
		{ name: 'order_no', zh: '整改文书号', type: 'text' },
		{ name: 'fix_due', zh: '整改期限', type: 'date' },
		{ name: 'fixed_at', zh: '整改完成日期', type: 'date' }
	]
} as const satisfies FeedDefinition;
