import type { Remedy } from '../remedy';

const paid = `case when w.pay_status = '成功' and w.pay_date <= {{as_of}} then w.paid_fen else 0 end`;
const net = 'w.payable_fen - coalesce(w.deduction_fen, 0)';

/** Workers who were present in a past-due month and stand on no payroll, with what their days are worth. */
const unlisted = `
			select t.project_code, m.wage_month, a.worker_id_no_key, a.work_days,
				cast(ceil(a.work_days * coalesce(d.day_fen, {{minimum_wage_fen}} / {{wage_days_per_month}})) as bigint)
					as amount_fen
			from asked t
			join int_wage_month m on m.project_code = t.origin and m.past_due
				and (t.month is null or m.wage_month = cast(t.month as date))
			join {{attendance}} a on a.project_code = t.project_code and a.wage_month = m.wage_month and a.work_days > 0
				and (a.work_days >= {{paid_headcount_min_work_days}} or m.line_count = 0)
			left join (
				select project_code, cast(sum(payable_fen) as double precision) / cast(sum(work_days) as double precision)
					as day_fen
				from {{payroll}}
				where work_days > 0
				group by project_code
			) d on d.project_code = t.project_code
			where not exists (
				select 1 from {{payroll}} w
				where w.project_code = a.project_code and w.wage_month = a.wage_month
					and w.worker_id_no_key = a.worker_id_no_key)`;

/**
 * The wages of a past-due month that are missing, paid on the day: lines that were not paid in full, and lines for
 * workers who were present and stand on no payroll. Those are priced by the project's mean day wage, else by the
 * minimum wage. The money comes from outside of the special account: its balance stays as it is.
 */
export default {
	id: 'pay_wages',
	actor: 'contractor',
	said: { zh: '补发{months}工资共 {sum}', en: 'pay the missing wages of {months}, {sum}' },
	find: `
		with asked as (
			select cast({{project}} as varchar) as project_code, cast({{project}} as varchar) as origin,
				cast(null as varchar) as month
		),
		missing as (
			select w.wage_month, ${net} - ${paid} as amount_fen
			from {{payroll}} w
			join int_wage_month m on m.project_code = w.project_code and m.wage_month = w.wage_month and m.past_due
			where w.project_code = {{project}} and ${net} > ${paid}
			union all
			select wage_month, amount_fen from (${unlisted}
			) as unlisted
		)
		select cast(wage_month as varchar) as month, cast(sum(amount_fen) as bigint) as amount_fen,
			cast(null as bigint) as least_fen, count(*) as people
		from missing
		group by wage_month
		having sum(amount_fen) > 0
		order by wage_month`,
	apply: [
		`insert into feed_payroll by name
		with asked as (select * from {{trials}})
		select project_code, wage_month, worker_id_no_key, work_days, amount_fen as payable_fen, 0 as paid_fen,
			'待发' as pay_status, true as signed, 0 as batch_id, 0 as row_no, timestamp '2000-01-01' as known_from
		from (${unlisted}
		) as unlisted`,
		`update feed_payroll set
			paid_fen = payable_fen - coalesce(deduction_fen, 0), pay_status = '成功', pay_date = {{as_of}}
		from {{trials}} t
		where feed_payroll.project_code = t.project_code and wage_month = cast(t.month as date) and known_to is null
			and case when pay_status = '成功' and pay_date <= {{as_of}} then paid_fen else 0 end
				< payable_fen - coalesce(deduction_fen, 0)`
	]
} as const satisfies Remedy;
