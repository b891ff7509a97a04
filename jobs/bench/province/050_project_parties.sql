-- One row a project and enterprise that works on it. From made_project.
select project_code, labour_uscc as uscc, '劳务' as party_role, start_date as valid_from from made_project
union all
select project_code, second_uscc, '专业分包', start_date from made_project where has_two_employers
