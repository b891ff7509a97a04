-- One row a project with labour cost disbursed by the day: sum and latest day.
-- From disbursements of kind 人工费 with money in them.
select
	project_code,
	sum(paid_fen) as paid_fen,
	max(paid_date) as latest_paid_date
from {{disbursements}}
where kind = '人工费' and paid_fen > 0 and paid_date <= {{as_of}}
group by project_code
