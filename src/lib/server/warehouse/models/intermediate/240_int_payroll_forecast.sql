-- One row an active project with a past-due payroll: the monthly wage bill to expect, as an exact fraction of fen.
-- From int_wage_month, int_project, payroll, int_headcount. Only where a month has several employers are its workers
-- counted one by one.
-- f = mean net × headcount ÷ mean workers = net sum × headcount ÷ workers sum, as both means are over the same months;
-- without a roster it is net sum ÷ months.
with recent as (
	select project_code, wage_month, net_fen, line_count, one_employer
	from (
		select m.project_code, m.wage_month, m.net_fen, m.line_count, m.one_employer,
			row_number() over (partition by m.project_code order by m.wage_month desc) as place
		from int_wage_month m
		join int_project p on p.project_code = m.project_code and p.active
		where m.past_due and m.line_count > 0
	) as ranked
	where place <= 3
),
bill as (
	select project_code, count(*) as month_count, sum(net_fen) as net_fen
	from recent
	group by project_code
),
crew as (
	select project_code, sum(worker_count) as worker_months
	from (
		select project_code, line_count as worker_count from recent where one_employer
		union all
		select project_code, count(*)
		from (
			select w.project_code, w.wage_month, w.worker_id_no_key
			from {{payroll}} w
			join recent r
				on r.project_code = w.project_code and r.wage_month = w.wage_month and not r.one_employer
			group by w.project_code, w.wage_month, w.worker_id_no_key
		) as paid_workers
		group by project_code
	) as crews
	group by project_code
)
select
	b.project_code,
	cast(b.net_fen as decimal(38, 0)) * cast(coalesce(h.on_site_count, 1) as decimal(38, 0)) as forecast_num,
	cast(case when h.project_code is null then b.month_count else c.worker_months end as decimal(38, 0)) as forecast_den
from bill b
join crew c on c.project_code = b.project_code
left join int_headcount h on h.project_code = b.project_code
