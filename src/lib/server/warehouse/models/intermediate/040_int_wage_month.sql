-- One row a project and wage month that has payroll or attendance: sums, pay day, whether it is past due.
-- From int_payroll_month, int_attendance_month, int_project, pay_calendar.
with months as (
	select project_code, wage_month from int_payroll_month
	union
	select project_code, wage_month from int_attendance_month
)
select
	m.project_code,
	m.wage_month,
	cast(extract(year from m.wage_month) * 12 + extract(month from m.wage_month) as integer) as month_index,
	c.due_date,
	{{as_of}} > c.due_date as past_due,
	coalesce(w.line_count, 0) as line_count,
	coalesce(w.net_fen, 0) as net_fen,
	coalesce(w.paid_fen, 0) as paid_fen,
	coalesce(w.work_days, 0) as payroll_days,
	coalesce(w.days_given_count, 0) as days_given_count,
	coalesce(w.unsigned_count, 0) as unsigned_count,
	coalesce(w.full_line_count, 0) as full_line_count,
	coalesce(w.low_line_count, 0) as low_line_count,
	coalesce(w.one_employer, true) as one_employer,
	coalesce(a.work_days, 0) as attendance_days,
	a.project_code is not null as attendance_received,
	coalesce(a.work_days, 0) > 0 as worked
from months m
join int_project p on p.project_code = m.project_code
join pay_calendar c
	on c.wage_month = m.wage_month and c.pay_day = p.pay_day and c.in_next_month = p.pay_in_next_month
left join int_payroll_month w on w.project_code = m.project_code and w.wage_month = m.wage_month
left join int_attendance_month a on a.project_code = m.project_code and a.wage_month = m.wage_month
