import { ledger } from './ledger';
import { lastMonth } from './periods';
import type { ReportDefinition } from './report';

/** 欠薪案件办理台账, the fourth of the four ledgers of 新密政办文〔2018〕14号 (六): open in the period, or closed in it. */
export default {
	id: 'ledger_cases',
	zh: '欠薪案件办理台账',
	period: lastMonth,
	build: (context) =>
		ledger(context, {
			title: '欠薪案件办理台账',
			columns: [
				{ zh: '案件编号', kind: 'text', from: 'case_no', width: 20 },
				{ zh: '立案日期', kind: 'date', from: 'opened_at', width: 12 },
				{ zh: '办理方式', kind: 'text', from: 'case_kind', width: 10 },
				{ zh: '项目或企业', kind: 'text', from: 'name', width: 30 },
				{ zh: '属地', kind: 'text', from: 'street', width: 14 },
				{ zh: '是否查实', kind: 'text', from: 'verified', width: 9 },
				{ zh: '职工（人）', kind: 'integer', from: 'worker_count', width: 10 },
				{ zh: '其中农民工（人）', kind: 'integer', from: 'migrant_count', width: 12 },
				{ zh: '金额（万元）', kind: 'wan', from: 'amount_fen', width: 12 },
				{ zh: '责令改正', kind: 'date', from: 'ordered_correct_at', width: 12 },
				{ zh: '行政处理', kind: 'date', from: 'admin_decision_at', width: 12 },
				{ zh: '行政处罚', kind: 'date', from: 'admin_penalty_at', width: 12 },
				{ zh: '移送公安', kind: 'date', from: 'police_transfer_at', width: 12 },
				{ zh: '清偿来源', kind: 'text', from: 'paid_from', width: 12 },
				{ zh: '结案日期', kind: 'date', from: 'closed_at', width: 12 }
			],
			sql: `select c.case_no, cast(c.opened_at as varchar) as opened_at, c.case_kind,
				coalesce(p.project_name, e.name) as name, coalesce(p.street, e.street) as street, c.verified, c.worker_count,
				c.migrant_count, c.amount_fen, cast(c.ordered_correct_at as varchar) as ordered_correct_at,
				cast(c.admin_decision_at as varchar) as admin_decision_at,
				cast(c.admin_penalty_at as varchar) as admin_penalty_at,
				cast(c.police_transfer_at as varchar) as police_transfer_at, c.paid_from,
				cast(c.closed_at as varchar) as closed_at
				from feed_cases c
				left join feed_projects p on p.project_code = c.project_code and p.known_to is null
				left join feed_enterprises e on e.uscc = c.uscc and e.known_to is null
				where c.known_to is null and c.opened_at <= cast($to as date)
					and (c.closed_at is null or c.closed_at >= cast($from as date))
				order by c.opened_at, c.case_no`
		})
} satisfies ReportDefinition;
