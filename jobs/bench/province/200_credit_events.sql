-- One row in a hundred enterprises. From feed_enterprises.
select 'XY' || uscc as event_no, uscc, case when hash(uscc) % 3 = 0 then '法定代表人变更' else '被执行' end as kind,
	cast($as_of as date) - cast(hash(uscc, 'day') % 300 as integer) as event_date
from feed_enterprises
where hash(uscc, 'credit') % 100 = 0
