-- One labour-cost payment of the month $month a project; ailment 1 has had none for three months. From made_project.
select
	'BF' || strftime(cast($month as date), '%y%m') || lpad(cast(n as varchar), 9, '0') as disbursement_no, project_code,
	'人工费' as kind, cast($month as date) as period, 100000000 as payable_fen, 100000000 as paid_fen,
	cast($next_month as date) + cast(pay_day - 6 as integer) as paid_date
from made_project
where not (ailment = 1 and $months_back <= 3)
