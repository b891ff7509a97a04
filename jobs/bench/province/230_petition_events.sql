-- One row in ten projects that owe wages. From made_project.
select 'XF' || lpad(cast(n as varchar), 9, '0') as event_no, cast($as_of as date) - 9 as event_date, '区' as level,
	3 + n % 6 as people, project_code, gc_uscc as uscc
from made_project
where ailment = 1 and n % 10 = 0
