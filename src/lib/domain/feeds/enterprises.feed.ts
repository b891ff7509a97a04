import type { FeedDefinition } from '../feed';

export default {
	feed: 'enterprises',
	zh: '企业名录',
	source: '市场监管、人社',
	cadence: 'weekly',
	key: ['uscc'],
	columns: [
		{ name: 'uscc', zh: '统一社会信用代码', type: 'text', required: true },
		{ name: 'name', zh: '企业名称', type: 'text', required: true },
		{
			name: 'enterprise_type',
			zh: '企业类型',
			type: 'enum',
			required: true,
			values: ['建设单位', '总包', '专业分包', '劳务', '用人单位']
		},
		{
			name: 'industry',
			zh: '行业',
			type: 'enum',
			values: ['建筑业', '制造业', '采矿业', '住宿餐饮', '批发零售', '快递外卖', '居民服务', '其他']
		},
		{ name: 'street', zh: '属地街道办事处', type: 'text' },
		{ name: 'legal_rep', zh: '法定代表人', type: 'text', pii: true },
		{ name: 'registered_capital_wan', zh: '注册资本（万元）', type: 'money_wan' },
		{ name: 'reg_status', zh: '登记状态', type: 'enum', values: ['存续', '经营异常', '注销', '吊销'] },
		{ name: 'credit_grade', zh: '劳动保障诚信等级', type: 'enum', values: ['A', 'B', 'C', 'D'] },
		{ name: 'is_key_monitored', zh: '重点监控', type: 'boolean' },
		{ name: 'is_listed_dishonest', zh: '失信联合惩戒', type: 'boolean' },
		{ name: 'staff_count', zh: '职工人数', type: 'integer' },
		{ name: 'migrant_count', zh: '农民工人数', type: 'integer' }
	]
} as const satisfies FeedDefinition;
