import type { FeedDefinition } from '../feed';

export default {
	feed: 'project_parties',
	zh: '参建单位',
	source: '行业主管部门',
	cadence: 'event',
	key: ['project_code', 'uscc', 'party_role'],
	columns: [
		{ name: 'project_code', zh: '项目编码', type: 'text', required: true },
		{ name: 'uscc', zh: '统一社会信用代码', type: 'text', required: true },
		{
			name: 'party_role',
			zh: '角色',
			type: 'enum',
			required: true,
			values: ['建设单位', '总包', '专业分包', '劳务', '监理']
		},
		{ name: 'valid_from', zh: '进场日期', type: 'date' },
		{ name: 'valid_to', zh: '退场日期', type: 'date' }
	]
} as const satisfies FeedDefinition;
