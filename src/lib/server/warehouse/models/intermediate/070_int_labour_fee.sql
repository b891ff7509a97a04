-- One row a project with any disbursement by the day: labour cost with money in it, its sum and latest day.
-- From disbursements.
select
	project_code,
	sum(case when kind = '人工费' and paid_date is not null then paid_fen else 0 end) as paid_fen,
	max(case when kind = '人工费' and paid_fen > 0 then paid_date end) as latest_paid_date
from {{disbursements}}
where paid_date <= {{as_of}} or paid_date is null
group by project_code
