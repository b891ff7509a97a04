import { ledger } from './ledger';
import { upTo } from './periods';
import type { ReportDefinition } from './report';

/** 建设工程项目台账, the first of the four ledgers of 新密政办文〔2018〕14号 (六). */
export default {
	id: 'ledger_projects',
	zh: '建设工程项目台账',
	period: upTo,
	build: (context) =>
		ledger(context, {
			title: '建设工程项目台账',
			columns: [
				{ zh: '项目编码', kind: 'text', from: 'project_code', width: 20 },
				{ zh: '项目名称', kind: 'text', from: 'project_name', width: 30 },
				{ zh: '行业领域', kind: 'text', from: 'sector', width: 12 },
				{ zh: '属地', kind: 'text', from: 'street', width: 14 },
				{ zh: '状态', kind: 'text', from: 'status', width: 8 },
				{ zh: '建设单位', kind: 'text', from: 'owner_name', width: 26 },
				{ zh: '施工总承包单位', kind: 'text', from: 'gc_name', width: 26 },
				{ zh: '合同总额（万元）', kind: 'wan', from: 'contract_fen', width: 14 },
				{ zh: '开工日期', kind: 'date', from: 'start_date', width: 12 },
				{ zh: '计划竣工', kind: 'date', from: 'planned_end', width: 12 },
				{ zh: '工资专户', kind: 'text', from: 'account', width: 10 },
				{ zh: '工资保证金', kind: 'text', from: 'deposit', width: 10 },
				{ zh: '支付担保', kind: 'text', from: 'guarantee', width: 10 }
			],
			sql: `select p.project_code, p.project_name, p.sector, p.street, p.status, p.owner_name, p.gc_name,
				p.contract_amount_fen as contract_fen, cast(p.start_date as varchar) as start_date,
				cast(p.planned_end as varchar) as planned_end,
				case when exists (select 1 from feed_special_accounts a where a.known_to is null
					and a.project_code = p.project_code and a.opened_at <= cast($to as date)) then '已开立' else '未开立' end as account,
				case when exists (select 1 from feed_deposits d where d.known_to is null and d.project_code = p.project_code
					and (d.waiver = '免存' or d.lodged_at <= cast($to as date))) then '已存储' else '未存储' end as deposit,
				case when exists (select 1 from feed_guarantees g where g.known_to is null and g.project_code = p.project_code
					and g.issued_at <= cast($to as date)) then '已提供' else '未提供' end as guarantee
				from feed_projects p where p.known_to is null and p.status in ('在建', '停工')
				order by p.street, p.project_code`
		})
} satisfies ReportDefinition;
