-- One row an enterprise: owners, contractors, labour companies, employers in proportion.
-- From range().
select
	'91410000' || kind || lpad(cast(n as varchar), 8, '0') as uscc, '合成企业' || kind || n as name, enterprise_type,
	'建筑业' as industry, '李封街道' as street, case when hash(n, kind) % 500 = 0 then '经营异常' else '存续' end as reg_status
from range($enterprises) as t(n)
cross join (values ('JS', '建设单位'), ('GC', '总包'), ('LW', '劳务'), ('ZF', '专业分包')) as k(kind, enterprise_type)
