-- One row a project with money out of its special account in the window: all of it, and to whom nobody knows.
-- From account_transactions, roster. Taxes are never suspect; a payee on the project's roster by the day is not.
with outflow as (
	select project_code, payee_id_no_key, coalesce(counterparty_type, '') as counterparty, sum(amount_fen) as payee_fen
	from {{account_transactions}}
	where direction = '支'
		and cast(txn_time as date) <= {{as_of}}
		and cast(txn_time as date) > {{as_of}} - {{outflow_window_days}}
	group by project_code, payee_id_no_key, coalesce(counterparty_type, '')
),
listed as (
	select project_code, worker_id_no_key
	from {{roster}}
	where entry_date <= {{as_of}}
	group by project_code, worker_id_no_key
)
select
	o.project_code,
	sum(o.payee_fen) as outflow_fen,
	sum(case when o.counterparty <> '税费' and r.worker_id_no_key is null then o.payee_fen else 0 end) as suspect_fen
from outflow o
left join listed r on r.project_code = o.project_code and r.worker_id_no_key = o.payee_id_no_key
group by o.project_code
