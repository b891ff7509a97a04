-- One row a project. From made_project.
select 'JC' || lpad(cast(n as varchar), 9, '0') as inspection_no, cast($as_of as date) - cast(n % 150 as integer) as inspect_date,
	'日常' as inspect_kind, project_code, true as ok_contract, ailment <> 5 as ok_realname, true as ok_labour_fee,
	ailment <> 1 as ok_wages, true as ok_notice_board, true as ok_platform, true as ok_guarantee, true as ok_deposit,
	true as ok_account, true as ok_settlement, hash(n, 'officer') % 20 <> 0 as ok_labour_officer
from made_project
