import type { FeedDefinition } from '../feed';

export default {
	feed: 'progress',
	zh: '工程进度计量',
	source: '建设单位、监理',
	cadence: 'monthly',
	key: ['project_code', 'period'],
	columns: [
		{ name: 'project_code', zh: '项目编码', type: 'text', required: true },
		{ name: 'period', zh: '计量月份', type: 'month', required: true },
		{ name: 'completed_value', zh: '本期完成工程价款（元）', type: 'money_yuan', required: true, min: 0 },
		{ name: 'progress_paid', zh: '本期已付工程款（元）', type: 'money_yuan', min: 0 }
	]
} as const satisfies FeedDefinition;
