-- One row a project with any roster row by the day: distinct workers on site.
-- From roster. Rows on site are counted, less those that name a worker who is on site already (entered twice).
with placed as (
	select project_code, worker_id_no_key,
		case when exit_date is null or exit_date > {{as_of}} then 1 else 0 end as on_site
	from {{roster}}
	where entry_date <= {{as_of}}
),
doubles as (
	select project_code, sum(extra) as extra
	from (
		select project_code, worker_id_no_key, count(*) - 1 as extra
		from placed
		where on_site = 1
		group by project_code, worker_id_no_key
		having count(*) > 1
	) as entered_twice
	group by project_code
)
select r.project_code, r.row_count - coalesce(d.extra, 0) as on_site_count
from (select project_code, sum(on_site) as row_count from placed group by project_code) r
left join doubles d on d.project_code = r.project_code
