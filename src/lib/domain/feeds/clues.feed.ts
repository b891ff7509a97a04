import type { FeedDefinition } from '../feed';

export default {
	feed: 'clues',
	zh: '欠薪线索',
	source: '根治欠薪平台、12345、12333、110、信访、来访、网络、巡查',
	cadence: 'hourly',
	key: ['clue_no'],
	columns: [
		{ name: 'clue_no', zh: '线索编号', type: 'text', required: true },
		{
			name: 'channel',
			zh: '渠道',
			type: 'enum',
			required: true,
			values: [
				'全国平台',
				'省级平台',
				'12345',
				'12333',
				'110',
				'信访',
				'来访',
				'来信',
				'网络舆情',
				'上级交办',
				'日常巡查'
			]
		},
		{ name: 'received_at', zh: '接收时间', type: 'timestamp', required: true },
		{ name: 'project_code', zh: '项目编码', type: 'text' },
		{ name: 'uscc', zh: '统一社会信用代码', type: 'text' },
		{ name: 'street', zh: '线索属地', type: 'text' },
		{ name: 'nature', zh: '性质', type: 'text' },
		{ name: 'category', zh: '类别', type: 'text' },
		{ name: 'reporter_phone', zh: '反映人电话', type: 'text', pii: true },
		{ name: 'worker_count', zh: '涉及人数', type: 'integer' },
		{ name: 'amount', zh: '涉及金额（元）', type: 'money_yuan' },
		{ name: 'wage_from', zh: '欠薪起月', type: 'month' },
		{ name: 'wage_to', zh: '欠薪止月', type: 'month' },
		{ name: 'content', zh: '内容', type: 'text', pii: true },
		{ name: 'petition_level', zh: '信访层级', type: 'enum', values: ['区', '市', '省', '京'] },
		{ name: 'is_group', zh: '群体性', type: 'boolean' },
		{ name: 'validity', zh: '有效性', type: 'enum', values: ['待核', '有效', '无效', '非本辖区'] }
	]
} as const satisfies FeedDefinition;
