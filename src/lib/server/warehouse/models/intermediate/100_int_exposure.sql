-- One row a project: distinct workers of the last two attendance months, wages unpaid in past-due months.
-- From attendance, int_attendance_month, int_wage_month.
with recent as (
	select project_code, wage_month
	from (
		select project_code, wage_month,
			row_number() over (partition by project_code order by wage_month desc) as place
		from int_attendance_month
		where wage_month <= {{as_of}}
	) as ranked
	where place <= 2
),
workers as (
	select project_code, count(*) as worker_count
	from (
		select a.project_code, a.worker_id_no_key
		from {{attendance}} a
		join recent r on r.project_code = a.project_code and r.wage_month = a.wage_month
		where a.work_days > 0
		group by a.project_code, a.worker_id_no_key
	) as present
	group by project_code
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
