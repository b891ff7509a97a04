-- One row a worker; one in fifty has left in the last three months. From made_worker.
select
	project_code, id_key as worker_id_no_key, name_key as worker_name_key, employer_uscc, '钢筋工' as trade,
	cast($first_month as date) - cast(hash(n, 'entry') % 30 as integer) as entry_date,
	case when hash(n, 'exit') % 50 = 0 then cast($as_of as date) - cast(hash(n, 'left') % 90 as integer) end as exit_date,
	true as contract_signed, cast($first_month as date) as registered_at,
	not (ailment = 5 and n % 3 = 0) as card_bound,
	case when hash(n, 'exit') % 50 = 0 and ailment <> 6 then cast($as_of as date) - 1 end as settled_at
from made_worker
