-- One row a project and role. From made_project.
select project_code, role, '合成单位' as dept, cast(hash(n, role) >> 1 as bigint) as person_name_key
from made_project
cross join (values ('建设单位'), ('行业主管部门'), ('人社部门'), ('具体责任人')) as r(role)
