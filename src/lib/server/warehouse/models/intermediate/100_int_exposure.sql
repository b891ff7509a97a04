-- One row a project: distinct workers of the last two attendance months, wages unpaid in past-due months.
-- From attendance, int_attendance_month, int_wage_month. Attendance has one row a project, worker and month, so that
-- workers of two months are those of each, less those who are in both.
with ranked as (
	select project_code, wage_month, worked_count,
		row_number() over (partition by project_code order by wage_month desc) as place
	from int_attendance_month
	where wage_month <= {{as_of}}
),
recent as (
	select l.project_code, l.wage_month as latest_month, b.wage_month as month_before,
		l.worked_count + coalesce(b.worked_count, 0) as worker_months
	from ranked l
	left join ranked b on b.project_code = l.project_code and b.place = 2
	where l.place = 1
),
in_both as (
	select l.project_code, count(*) as worker_count
	from (
		select a.project_code, a.worker_id_no_key
		from {{attendance}} a
		join recent r on r.project_code = a.project_code and r.latest_month = a.wage_month
		where a.work_days > 0
	) l
	join (
		select a.project_code, a.worker_id_no_key
		from {{attendance}} a
		join recent r on r.project_code = a.project_code and r.month_before = a.wage_month
		where a.work_days > 0
	) b on b.project_code = l.project_code and b.worker_id_no_key = l.worker_id_no_key
	group by l.project_code
),
workers as (
	select r.project_code, r.worker_months - coalesce(b.worker_count, 0) as worker_count
	from recent r
	left join in_both b on b.project_code = r.project_code
),
unpaid as (
	select project_code, sum(net_fen - paid_fen) as unpaid_fen
	from int_wage_month
	where past_due
	group by project_code
)
select
	p.project_code,
	coalesce(w.worker_count, 0) as workers_exposed,
	coalesce(u.unpaid_fen, 0) as unpaid_fen
from int_project p
left join workers w on w.project_code = p.project_code
left join unpaid u on u.project_code = p.project_code
