-- One row an enterprise with wages open: overdue on a project that it owns, builds or takes part in, or verified.
-- From int_project_enterprise, int_wage_month, cases.
select uscc
from (
	select x.uscc
	from int_project_enterprise x
	join int_wage_month m on m.project_code = x.project_code
	where m.past_due
		and ((m.line_count > 0 and m.paid_fen < m.net_fen) or (m.line_count = 0 and m.worked))
	union all
	select c.uscc
	from {{cases}} c
	where c.uscc is not null and c.verified and c.opened_at <= {{as_of}}
		and (c.closed_at is null or c.closed_at > {{as_of}})
		and (coalesce(c.amount_fen, 0) > 0 or coalesce(c.worker_count, 0) > 0)
) as open_wages
group by uscc
