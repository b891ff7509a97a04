-- One row a case in fifty. From feed_cases.
select 'JJ' || case_no as txn_no, '应急周转金' as fund_name, case_no, 1000000 as amount_fen, '垫付工资' as purpose,
	opened_at + 5 as txn_date
from feed_cases
where hash(case_no) % 50 = 0
