-- One line a worker of the month $month. From made_worker. Ailment 1: the last two months are unpaid, 2: paid in part.
select
	project_code, employer_uscc, cast($month as date) as wage_month, id_key as worker_id_no_key,
	name_key as worker_name_key, cast(18 + hash(n, $month) % 9 as decimal(18, 6)) as work_days,
	wage_fen as payable_fen, cast(n % 300 * 100 as bigint) as deduction_fen,
	case
		when ailment = 1 and $months_back <= 2 then 0
		when ailment = 2 and $months_back <= 3 and n % 4 = 0 then 0
		else wage_fen - n % 300 * 100
	end as paid_fen,
	case when ailment = 1 and $months_back <= 2 then '待发' else '成功' end as pay_status,
	cast($next_month as date) + cast(pay_day - 3 as integer) as pay_date, '专户代发' as pay_channel,
	card_key as bank_card_no_key, not (ailment = 3 and n % 4 = 0) as signed,
	cast(cast($next_month as date) + cast(pay_day - 2 as integer) as timestamp) as confirmed_at
from made_worker
