-- One row a project that is asked about: what the indicators need of it, and whether it is active on the day.
-- From projects.
select
	p.project_code,
	p.project_name,
	p.status,
	p.sector,
	p.street,
	p.owner_uscc,
	p.gc_uscc,
	p.start_date,
	p.planned_end,
	p.contract_sign_date,
	p.contract_amount_fen,
	p.labour_fee_rate,
	p.push_trigger_date,
	p.pushed_at,
	p.platform_joined_at,
	coalesce(p.is_gov_invest, false) or coalesce(p.is_soe, false) as is_public,
	coalesce(p.pay_day, 0) as pay_day,
	coalesce(p.pay_in_next_month, false) as pay_in_next_month,
	coalesce(
		p.status = '在建' and p.start_date <= {{as_of}} and (p.actual_end is null or p.actual_end > {{as_of}}),
		false
	) as active,
	f.floor_rate
from {{projects}} p
left join labour_cost_floor f on f.sector = p.sector
where {{asked_project(p.project_code)}}
