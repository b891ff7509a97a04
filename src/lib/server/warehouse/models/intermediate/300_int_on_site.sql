-- One row a project with a roster by the day: roster rows on site on the day, and what is settled for them.
-- From roster; on site is entered by the day and not left by it.
select
	project_code,
	sum(case when on_site then 1 else 0 end) as on_site_count,
	sum(case when on_site and registered_at <= {{as_of}} and contract_signed then 1 else 0 end) as bound_count,
	sum(case when on_site and card_bound then 1 else 0 end) as card_count
from (
	select
		project_code,
		registered_at,
		contract_signed,
		card_bound,
		exit_date is null or exit_date > {{as_of}} as on_site
	from {{roster}}
	where entry_date <= {{as_of}}
) as placed
group by project_code
