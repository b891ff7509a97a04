-- Two clues a project that ails, one for one project in ten that does not. From made_project.
select 'XS' || k || lpad(cast(n as varchar), 9, '0') as clue_no, '12345' as channel,
	cast(cast($as_of as date) - cast(hash(n, k) % 120 as integer) as timestamp) + to_hours(9) as received_at, project_code,
	gc_uscc as uscc, '李封街道' as street, 1 + hash(n, k) % 4 as worker_count, '有效' as validity
from made_project
cross join range(2) as t(k)
where ailment in (1, 2) or (k = 0 and hash(n, 'clue') % 10 = 0)
