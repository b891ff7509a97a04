-- One row an active project and coming pay day, k = 1 to 3: the month it pays, what its payroll lines say, what is paid.
-- From int_project, pay_calendar, int_wage_month. net_fen is null where the month has no payroll line yet.
select
	d.project_code,
	d.k,
	d.wage_month,
	d.due_date,
	case when m.line_count > 0 then m.net_fen end as net_fen,
	coalesce(m.paid_fen, 0) as paid_fen
from (
	select p.project_code, c.wage_month, c.due_date,
		cast(row_number() over (partition by p.project_code order by c.due_date, c.wage_month) as integer) as k
	from int_project p
	join pay_calendar c on c.pay_day = p.pay_day and c.in_next_month = p.pay_in_next_month
	where p.active and c.due_date >= {{as_of}}
) d
left join int_wage_month m on m.project_code = d.project_code and m.wage_month = d.wage_month
where d.k <= 3
