import type { FeedDefinition } from '../feed';

export default {
	feed: 'responsible_persons',
	zh: '四方责任人',
	source: '人社、行业主管部门',
	cadence: 'event',
	key: ['project_code', 'role'],
	columns: [
		{ name: 'project_code', zh: '项目编码', type: 'text', required: true },
		{
			name: 'role',
			zh: '责任角色',
			type: 'enum',
			required: true,
			values: ['建设单位', '项目主管部门', '行业主管部门', '人社部门', '分包领导', '具体责任人', '包案领导']
		},
		{ name: 'dept', zh: '单位', type: 'text', required: true },
		{ name: 'post', zh: '职务', type: 'text' },
		{ name: 'person_name', zh: '姓名', type: 'text', pii: true },
		{ name: 'phone', zh: '联系方式', type: 'text', pii: true }
	]
} as const satisfies FeedDefinition;
