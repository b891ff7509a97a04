import type { FeedDefinition } from '../feed';

export default {
	feed: 'petition_events',
	zh: '群体性讨薪事件',
	source: '信访、公安',
	cadence: 'event',
	key: ['event_no'],
	columns: [
		{ name: 'event_no', zh: '事件编号', type: 'text', required: true },
		{ name: 'event_date', zh: '日期', type: 'date', required: true },
		{ name: 'level', zh: '层级', type: 'enum', required: true, values: ['区', '市', '省', '京'] },
		{ name: 'people', zh: '人数', type: 'integer', required: true },
		{ name: 'project_code', zh: '项目编码', type: 'text' },
		{ name: 'uscc', zh: '统一社会信用代码', type: 'text' },
		{ name: 'progress_covers_wage', zh: '进度款已覆盖工资', type: 'boolean' },
		{ name: 'handled_at', zh: '处置日期', type: 'date' }
	]
} as const satisfies FeedDefinition;
