-- One row a project's contractor, indicator and severity of its E, gc_contagion left out; `apart` is the project where an
-- exemption makes that project read its contractor otherwise than the rest, '' for all others.
-- From counted_all, int_project, exempted. An exemption of the enterprise is of its own tier, not of its projects'.
create or replace temp view of_contractor as
select c.subject_code as uscc, '' as apart, c.indicator, c.severity
from counted_all c
where c.subject_type = 'enterprise' and c.grp = 'E' and c.indicator <> 'gc_contagion'
union all
select c.subject_code, p.project_code, c.indicator, c.severity
from int_project p
join counted_all c on c.subject_type = 'enterprise' and c.subject_code = p.gc_uscc
where c.grp = 'E' and c.indicator <> 'gc_contagion'
	and exists (select 1 from exempted x where x.subject_type = 'project' and x.subject_code = p.project_code)
	and not exists (
		select 1 from exempted x
		where x.subject_type = 'project' and x.subject_code = p.project_code and x.indicator = c.indicator
	)
