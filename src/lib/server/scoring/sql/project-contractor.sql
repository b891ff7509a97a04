-- One row a project: how it reads its contractor in of_contractor.
-- From int_project, exempted.
create or replace temp view project_contractor as
select p.project_code, p.gc_uscc,
	case when x.subject_code is null then '' else p.project_code end as apart
from int_project p
left join (select distinct subject_code from exempted where subject_type = 'project') x
	on x.subject_code = p.project_code
