import { ledger } from './ledger';
import { lastMonth } from './periods';
import type { ReportDefinition } from './report';

/** 欠薪举报投诉台账, the third of the four ledgers of 新密政办文〔2018〕14号 (六). */
export default {
	id: 'ledger_complaints',
	zh: '欠薪举报投诉台账',
	period: lastMonth,
	build: (context) =>
		ledger(context, {
			title: '欠薪举报投诉台账',
			columns: [
				{ zh: '线索编号', kind: 'text', from: 'clue_no', width: 20 },
				{ zh: '接收时间', kind: 'text', from: 'received_at', width: 17 },
				{ zh: '渠道', kind: 'text', from: 'channel', width: 10 },
				{ zh: '项目或企业', kind: 'text', from: 'name', width: 30 },
				{ zh: '属地', kind: 'text', from: 'street', width: 14 },
				{ zh: '性质', kind: 'text', from: 'nature', width: 12 },
				{ zh: '涉及人数（人）', kind: 'integer', from: 'worker_count', width: 12 },
				{ zh: '涉及金额（万元）', kind: 'wan', from: 'amount_fen', width: 14 },
				{ zh: '有效性', kind: 'text', from: 'validity', width: 10 },
				{ zh: '案件编号', kind: 'text', from: 'case_no', width: 20 }
			],
			sql: `select c.clue_no, strftime(c.received_at, '%Y-%m-%d %H:%M') as received_at, c.channel,
				coalesce(p.project_name, e.name) as name, coalesce(p.street, c.street, e.street) as street, c.nature,
				c.worker_count, c.amount_fen, c.validity, k.case_no
				from feed_clues c
				left join feed_projects p on p.project_code = c.project_code and p.known_to is null
				left join feed_enterprises e on e.uscc = c.uscc and e.known_to is null
				left join (select clue_no, min(case_no) as case_no from feed_cases where known_to is null group by clue_no) k
					on k.clue_no = c.clue_no
				where c.known_to is null and cast(c.received_at as date) between cast($from as date) and cast($to as date)
				order by c.received_at, c.clue_no`
		})
} satisfies ReportDefinition;
