-- One row a project for the month $month. From made_project.
select project_code, cast($month as date) as period, 400000000 as completed_value_fen,
	cast(400000000 * case when ailment = 5 then 0.6 else 0.9 end as bigint) as progress_paid_fen
from made_project
