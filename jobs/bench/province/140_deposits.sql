-- One row a project. From made_project.
select project_code, '银行保函' as form, 50000000 as amount_fen, start_date - 20 as notice_date,
	case when ailment <> 5 then start_date - 10 end as lodged_at
from made_project
