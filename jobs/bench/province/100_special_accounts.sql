-- One row a project. From made_project.
select
	project_code, '合成银行' as bank_name, cast(hash(n, 'account') >> 1 as bigint) as account_no_key,
	start_date + 10 as opened_at, start_date + 25 as filed_at,
	case when ailment = 6 and n % 5 = 0 then '冻结' else '正常' end as status
from made_project
