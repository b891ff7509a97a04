-- One row a project that reported progress by the day: completed value and progress payment.
-- From progress; a month counts from its last day.
select
	project_code,
	sum(completed_value_fen) as completed_fen,
	sum(coalesce(progress_paid_fen, 0)) as progress_paid_fen,
	count(progress_paid_fen) as progress_paid_count
from {{progress}}
where {{month_end(period)}} <= {{as_of}}
group by project_code
