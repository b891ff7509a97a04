-- One row a project: whether wage data ever came, L (latest past-due month) and LP (the latest one paid).
-- From int_project, int_wage_month.
select
	p.project_code,
	count(m.wage_month) > 0 as wages_received,
	coalesce(max(case when m.attendance_received then 1 else 0 end), 0) = 1 as attendance_received,
	max(case when m.past_due and (m.worked or m.line_count > 0) then m.wage_month end) as latest_month,
	max(case when m.past_due and m.paid_fen > 0 then m.wage_month end) as latest_paid_month
from int_project p
left join int_wage_month m on m.project_code = p.project_code
group by p.project_code
