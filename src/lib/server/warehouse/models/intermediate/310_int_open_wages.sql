-- One row an enterprise with wages open: overdue on a project that it owns, builds or takes part in, or verified.
-- From int_project_enterprise, int_overdue_project, cases.
select uscc
from (
	select x.uscc
	from int_project_enterprise x
	join int_overdue_project m on m.project_code = x.project_code
	union all
	select c.uscc
	from {{cases}} c
	where c.uscc is not null and c.verified and c.opened_at <= {{as_of}}
		and (c.closed_at is null or c.closed_at > {{as_of}})
		and (coalesce(c.amount_fen, 0) > 0 or coalesce(c.worker_count, 0) > 0)
) as open_wages
group by uscc
