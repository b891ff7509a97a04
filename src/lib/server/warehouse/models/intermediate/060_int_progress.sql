-- One row a project that ever reported progress: completed value and progress payment up to the day.
-- From progress; a month counts from its last day.
select
	project_code,
	sum(case when {{month_end(period)}} <= {{as_of}} then completed_value_fen else 0 end) as completed_fen,
	sum(case when {{month_end(period)}} <= {{as_of}} then coalesce(progress_paid_fen, 0) else 0 end) as progress_paid_fen
from {{progress}}
group by project_code
