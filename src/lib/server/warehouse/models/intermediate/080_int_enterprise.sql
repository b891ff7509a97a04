-- One row an enterprise that is listed or is a project's contractor.
-- From enterprises, int_project.
select uscc, max(name) as name, max(street) as street, max(listed) = 1 as listed
from (
	select uscc, name, street, 1 as listed from {{enterprises}}
	union all
	select gc_uscc, null, null, 0 from int_project where gc_uscc is not null
) as named
group by uscc
