-- One row a project with any roster row by the day: distinct workers on site.
-- From roster.
select project_code, sum(on_site) as on_site_count
from (
	select project_code, worker_id_no_key,
		max(case when exit_date is null or exit_date > {{as_of}} then 1 else 0 end) as on_site
	from {{roster}}
	where entry_date <= {{as_of}}
	group by project_code, worker_id_no_key
) as workers
group by project_code
