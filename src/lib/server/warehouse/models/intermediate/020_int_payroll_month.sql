-- One row a project and wage month: payroll lines summed. paid counts only what succeeded by the day.
-- From payroll. one_employer: a line is known by project, employer, month and worker, so that the lines of a single
-- employer are as many workers; several must be counted apart. The floating comparison only spares most lines the exact
-- one, which costs three times as much as all the sums together; its margin is far wider than its error.
select
	project_code,
	wage_month,
	count(*) as line_count,
	sum(payable_fen - coalesce(deduction_fen, 0)) as net_fen,
	sum(case when pay_status = '成功' and pay_date <= {{as_of}} then paid_fen else 0 end) as paid_fen,
	sum(coalesce(work_days, 0)) as work_days,
	count(work_days) as days_given_count,
	sum(case when signed then 0 else 1 end) as unsigned_count,
	sum(case when work_days >= {{low_pay_min_work_days}} then 1 else 0 end) as full_line_count,
	sum(
		case
			when work_days >= {{low_pay_min_work_days}}
				and cast(payable_fen as double precision) * {{wage_days_per_month}}
					< cast(work_days as double precision) * {{minimum_wage_fen}} * 1.001
				and payable_fen * {{wage_days_per_month}} < {{minimum_wage_fen}} * work_days
			then 1 else 0
		end
	) as low_line_count,
	min(coalesce(employer_uscc, '')) = max(coalesce(employer_uscc, '')) as one_employer
from {{payroll}}
where wage_month <= {{as_of}}
group by project_code, wage_month
