-- One row an enterprise that is asked about and is listed or is a project's contractor.
-- From enterprises, projects: its projects may be others than those that are asked about.
select uscc, max(name) as name, max(street) as street, max(listed) = 1 as listed
from (
	select uscc, name, street, 1 as listed from {{enterprises}} as e
	union all
	select gc_uscc, null, null, 0 from {{projects}} as p where gc_uscc is not null
) as named
where {{asked_enterprise(uscc)}}
group by uscc
