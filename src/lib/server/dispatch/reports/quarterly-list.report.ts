import { ledger } from './ledger';
import { lastQuarter } from './periods';
import type { ReportDefinition } from './report';

/**
 * Proposal for the quarterly list of grave violations and of dishonest units: an office publishes only after a
 * person has checked each line (人力资源社会保障部令第45号).
 */
export default {
	id: 'quarterly_list',
	zh: '重大违法行为和失信名单（建议稿）',
	period: lastQuarter,
	build: (context) =>
		ledger(context, {
			title: '拖欠农民工工资重大违法行为和失信联合惩戒名单（建议稿）',
			columns: [
				{ zh: '单位名称', kind: 'text', from: 'name', width: 34 },
				{ zh: '统一社会信用代码', kind: 'text', from: 'uscc', width: 22 },
				{ zh: '事由', kind: 'text', from: 'why', width: 40 },
				{ zh: '涉及人数（人）', kind: 'integer', from: 'people', width: 12 },
				{ zh: '涉及金额（万元）', kind: 'wan', from: 'amount_fen', width: 14 },
				{ zh: '目前状态', kind: 'text', from: 'listed', width: 14 }
			],
			sql: `with grave as (
				select c.uscc, string_agg(distinct case when c.police_transfer_at is not null then '涉嫌拒不支付劳动报酬移送公安'
						when c.admin_penalty_at is not null then '受行政处罚' else '经行政处理' end, '；') as why,
					sum(coalesce(c.worker_count, 0)) as people, sum(coalesce(c.amount_fen, 0)) as amount_fen
				from feed_cases c
				where c.known_to is null and c.verified and c.uscc is not null and (
					c.police_transfer_at between cast($from as date) and cast($to as date)
					or c.admin_penalty_at between cast($from as date) and cast($to as date)
					or c.admin_decision_at between cast($from as date) and cast($to as date))
				group by c.uscc
			), petitioned as (
				select v.uscc, '引发' || max(v.level) || '级群体性讨薪' as why, sum(v.people) as people, 0 as amount_fen
				from feed_petition_events v
				where v.known_to is null and v.uscc is not null and v.level in ('省', '京')
					and v.event_date between cast($from as date) and cast($to as date)
				group by v.uscc
			)
			select coalesce(e.name, x.uscc) as name, x.uscc, string_agg(x.why, '；') as why, sum(x.people) as people,
				sum(x.amount_fen) as amount_fen,
				case when max(e.is_listed_dishonest) then '已列入失信名单' else '待审核' end as listed
			from (select * from grave union all select * from petitioned) x
			left join feed_enterprises e on e.uscc = x.uscc and e.known_to is null
			group by x.uscc, e.name order by amount_fen desc, x.uscc`,
			closing: ['说明：本表由数据初筛，列入、公布前须逐户核实并履行告知程序；不等于处理决定。']
		})
} satisfies ReportDefinition;
