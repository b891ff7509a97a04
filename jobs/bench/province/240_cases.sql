-- One case a project that owes wages, and closed ones in a hundred others. From made_project.
select 'AJ' || lpad(cast(n as varchar), 9, '0') as case_no, project_code, gc_uscc as uscc, '立案' as case_kind,
	'工程建设领域' as stat_group, cast($as_of as date) - 60 as opened_at,
	case when ailment = 0 then cast($as_of as date) - 10 end as closed_at, 6 as worker_count, 6000000 as amount_fen,
	true as verified
from made_project
where (ailment = 1 and n % 2 = 0) or hash(n, 'case') % 100 = 0
