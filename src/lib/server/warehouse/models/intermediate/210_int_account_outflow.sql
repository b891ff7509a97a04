-- One row a project with money out of its special account in the window: all of it, and to whom nobody knows.
-- From account_transactions, roster. Taxes are never suspect; a payee on the project's roster by the day is not.
-- The window is asked of txn_time itself, so that blocks outside of it are not read.
with listed as (
	select project_code, worker_id_no_key
	from {{roster}}
	where entry_date <= {{as_of}}
	group by project_code, worker_id_no_key
)
select
	t.project_code,
	sum(t.amount_fen) as outflow_fen,
	sum(case when t.counterparty_type = '税费' or r.worker_id_no_key is not null then 0 else t.amount_fen end)
		as suspect_fen
from {{account_transactions}} t
left join listed r on r.project_code = t.project_code and r.worker_id_no_key = t.payee_id_no_key
where t.direction = '支' and t.txn_time < {{as_of}} + 1 and t.txn_time >= {{as_of}} + 1 - {{outflow_window_days}}
group by t.project_code
