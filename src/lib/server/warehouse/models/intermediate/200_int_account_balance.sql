-- One row a project with any special-account transaction by the day: the balance after the latest one.
-- From account_transactions. Latest by txn_time, then txn_no; a latest one without a balance leaves it null.
with last_time as (
	select project_code, max(txn_time) as txn_time
	from {{account_transactions}}
	where txn_time < {{as_of}} + 1
	group by project_code
),
last_row as (
	select t.project_code, t.txn_time, t.txn_no, t.balance_after_fen,
		row_number() over (partition by t.project_code order by t.txn_no desc) as place
	from {{account_transactions}} t
	join last_time l on l.project_code = t.project_code and l.txn_time = t.txn_time
)
select project_code, txn_time, txn_no, balance_after_fen as balance_fen
from last_row
where place = 1
