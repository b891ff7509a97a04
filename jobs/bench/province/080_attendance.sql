-- One row a worker of the month $month. From made_worker.
select
	project_code, id_key as worker_id_no_key, cast($month as date) as wage_month,
	cast(18 + hash(n, $month) % 9 as decimal(18, 6)) as work_days,
	cast(cast($next_month as date) + 1 as timestamp) + to_seconds(30000 + project_n % 3600) as uploaded_at
from made_worker
