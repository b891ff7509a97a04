-- One wage paid to a worker for the month $month, or one sum that came in. From made_worker, made_project.
-- Ailment 4: one payment in ten goes to nobody on the roster.
select
	'LS' || strftime(cast($month as date), '%y%m') || lpad(cast(n as varchar), 9, '0') as txn_no, project_code,
	cast(cast($next_month as date) + cast(pay_day - 3 as integer) as timestamp) + to_seconds(36000 + n % 3600) as txn_time,
	'支' as direction, wage_fen as amount_fen, '工人' as counterparty_type,
	case when ailment = 4 and n % 10 = 0 then name_key else id_key end as payee_id_no_key,
	case when ailment between 1 and 3 then 1000000 else 150000000 + n % 997 * 10000 end as balance_after_fen
from made_worker
where not (ailment = 1 and $months_back <= 2)
union all
select
	'LR' || strftime(cast($month as date), '%y%m') || lpad(cast(n as varchar), 9, '0'), project_code,
	cast(cast($next_month as date) + cast(pay_day - 6 as integer) as timestamp) + to_seconds(36000), '收', 100000000,
	'建设单位', null, 160000000
from made_project
