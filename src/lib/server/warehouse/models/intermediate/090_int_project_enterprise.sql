-- One row a project and enterprise asked about that owns it, builds it or is named among its parties.
-- From projects, project_parties.
select distinct project_code, uscc
from (
	select project_code, owner_uscc as uscc from {{projects}} as o
	union all
	select project_code, gc_uscc from {{projects}} as b
	union all
	select y.project_code, y.uscc
	from {{project_parties}} y
	join {{projects}} p on p.project_code = y.project_code
	where y.valid_from is null or y.valid_from <= {{as_of}}
) as named
where uscc is not null and {{asked_enterprise(uscc)}}
