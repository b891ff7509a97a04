-- One row a made project: its code, what ails it (1 to 6, about three in a hundred; 0: nothing), when it pays.
-- From range() and hash() alone.
create or replace temp table made_project as
select
	n,
	strftime(start_date, '%y%m') || '-41' || lpad(cast(county as varchar), 4, '0') || '-04-01-'
		|| lpad(cast(n as varchar), 6, '0') as project_code,
	case when place % 100 < 3 then 1 + place % 6 else 0 end as ailment,
	case when place % 20 = 7 then '停工' when place % 10 = 9 then '完工' else '在建' end as status,
	start_date,
	10 + 5 * (place % 3) as pay_day,
	'91410000GC' || lpad(cast(n % $enterprises as varchar), 8, '0') as gc_uscc,
	'91410000LW' || lpad(cast(n % $enterprises as varchar), 8, '0') as labour_uscc,
	'91410000ZF' || lpad(cast((n + 1) % $enterprises as varchar), 8, '0') as second_uscc,
	place % 10 < 3 as has_two_employers
from (
	select n, hash(n, 'place') % 1000000 as place, 1 + hash(n, 'county') % 158 as county,
		cast($as_of as date) - cast(400 + hash(n, 'start') % 500 as integer) as start_date
	from range($projects) as t(n)
) as placed
