-- One row a made worker: the project, the employer, keys as ingest would give them, the wage.
-- From range(), made_project. Crews differ in size: the first project has the most workers, the last the fewest.
create or replace temp table made_worker as
select
	w.n,
	p.n as project_n,
	p.project_code,
	p.ailment,
	p.pay_day,
	case when p.has_two_employers and w.n % 3 = 0 then p.second_uscc else p.labour_uscc end as employer_uscc,
	w.id_no,
	{{key('id', w.id_no)}} as id_key,
	cast(hash(w.n, 'name') >> 1 as bigint) as name_key,
	cast(hash(w.n, 'card') >> 1 as bigint) as card_key,
	cast(500000 + hash(w.n, 'wage') % 4000 * 100 as bigint) as wage_fen
from (
	select n, '410803' || lpad(cast(n as varchar), 11, '0') || 'X' as id_no,
		cast(floor($projects * pow(cast(n as double) / $workers, 1.3)) as bigint) as project_n
	from range($workers) as t(n)
) as w
join made_project p on p.n = w.project_n
order by w.n
