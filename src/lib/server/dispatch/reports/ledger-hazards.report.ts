import { ledger } from './ledger';
import { lastMonth } from './periods';
import type { ReportDefinition } from './report';

/** 欠薪问题排查台账, the second of the four ledgers of 新密政办文〔2018〕14号 (六): what inspections found. */
export default {
	id: 'ledger_hazards',
	zh: '欠薪问题排查台账',
	period: lastMonth,
	build: (context) =>
		ledger(context, {
			title: '欠薪问题排查台账',
			columns: [
				{ zh: '检查日期', kind: 'date', from: 'inspect_date', width: 12 },
				{ zh: '检查单位', kind: 'text', from: 'dept', width: 18 },
				{ zh: '检查类型', kind: 'text', from: 'inspect_kind', width: 10 },
				{ zh: '项目或企业', kind: 'text', from: 'name', width: 30 },
				{ zh: '属地', kind: 'text', from: 'street', width: 14 },
				{ zh: '涉及职工（人）', kind: 'integer', from: 'staff_count', width: 12 },
				{ zh: '发现问题', kind: 'text', from: 'finding', width: 34 },
				{ zh: '整改文书', kind: 'text', from: 'order_no', width: 18 },
				{ zh: '整改期限', kind: 'date', from: 'fix_due', width: 12 },
				{ zh: '整改完成', kind: 'date', from: 'fixed_at', width: 12 }
			],
			sql: `select cast(i.inspect_date as varchar) as inspect_date, i.dept, i.inspect_kind,
				coalesce(p.project_name, e.name) as name, coalesce(p.street, e.street) as street, i.staff_count, i.finding,
				i.order_no, cast(i.fix_due as varchar) as fix_due, cast(i.fixed_at as varchar) as fixed_at
				from feed_inspections i
				left join feed_projects p on p.project_code = i.project_code and p.known_to is null
				left join feed_enterprises e on e.uscc = i.uscc and e.known_to is null
				where i.known_to is null and i.inspect_date between cast($from as date) and cast($to as date)
					and (i.finding is not null or i.order_no is not null)
				order by i.inspect_date, i.inspection_no`
		})
} satisfies ReportDefinition;
