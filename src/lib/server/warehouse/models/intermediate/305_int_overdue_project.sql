-- One row a project with wages overdue: a past-due month that was worked or listed and not paid in full.
-- From int_wage_month.
select distinct project_code
from int_wage_month
where past_due and ((line_count > 0 and paid_fen < net_fen) or (line_count = 0 and worked))
