-- Candidate rows of gc_contagion: projects of an enterprise whose own tier is red.
-- From int_enterprise, int_project_enterprise, project_tier.
insert into candidate
select
	'enterprise', e.uscc, 'gc_contagion', '', '', '',
	coalesce(n.red_count, 0), cast(null as varchar), cast(null as date), cast(null as integer)
from int_enterprise e
left join (
	select x.uscc, count(*) as red_count
	from int_project_enterprise x
	join project_tier t on t.subject_code = x.project_code and t.tier = 3
	group by x.uscc
) n on n.uscc = e.uscc
