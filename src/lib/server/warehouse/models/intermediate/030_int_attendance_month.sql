-- One row a project and month: attendance summed.
-- From attendance.
select
	project_code,
	wage_month,
	sum(work_days) as work_days,
	sum(case when work_days >= {{paid_headcount_min_work_days}} then 1 else 0 end) as present_count,
	sum(case when work_days > 0 then 1 else 0 end) as worked_count
from {{attendance}}
where wage_month <= {{as_of}}
group by project_code, wage_month
