-- One row a project. From made_project.
select
	project_code, '合成项目' || n as project_name, status,
	string_split($streets, ',')[1 + cast(hash(n, 'street') % $street_count as integer)] as street,
	case n % 3 when 0 then '房屋建筑' when 1 then '市政' else '水利' end as sector,
	'91410000JS' || lpad(cast(n % $enterprises as varchar), 8, '0') as owner_uscc, gc_uscc,
	cast(5000000000 + n % 1000 * 1000000 as bigint) as contract_amount_fen, n % 3 = 1 as is_gov_invest,
	start_date - 40 as contract_sign_date, start_date, start_date + 1200 as planned_end,
	case when status = '完工' then cast($as_of as date) - 20 end as actual_end,
	0.2 as labour_fee_rate, pay_day, true as pay_in_next_month, start_date - 60 as push_trigger_date,
	start_date - 58 as pushed_at, start_date + 10 as platform_joined_at
from made_project
