-- Candidate rows of gc_contagion: projects of an enterprise whose own tier is red.
-- From int_enterprise, int_project_enterprise, project_tier.
create or replace temp table late_candidate as
select
	'enterprise' as subject_type, e.uscc as subject_code, 'gc_contagion' as indicator, '' as measure, '' as reported,
	'' as band, cast(coalesce(n.red_count, 0) as double precision) as value, cast(null as varchar) as null_reason,
	cast(null as date) as period, cast(null as integer) as severity_cap
from int_enterprise e
left join (
	select x.uscc, count(*) as red_count
	from int_project_enterprise x
	join project_tier t on t.subject_code = x.project_code and t.tier = 3
	group by x.uscc
) n on n.uscc = e.uscc
