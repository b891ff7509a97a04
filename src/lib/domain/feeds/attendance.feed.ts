import type { FeedDefinition } from '../feed';

export default {
	feed: 'attendance',
	zh: '月考勤汇总',
	source: '实名制平台',
	cadence: 'daily',
	key: ['project_code', 'worker_id_no', 'wage_month'],
	columns: [
		{ name: 'project_code', zh: '项目编码', type: 'text', required: true },
		{ name: 'worker_id_no', zh: '身份证号码', type: 'text', required: true, pii: true },
		{ name: 'wage_month', zh: '工资所属月', type: 'month', required: true },
		{ name: 'work_days', zh: '出勤天数', type: 'number', required: true, min: 0, max: 31 },
		{ name: 'uploaded_at', zh: '上传时间', type: 'timestamp' }
	]
} as const satisfies FeedDefinition;
