-- One row an enterprise: its own D and E, then raised to one level below its worst project.
-- From counted, int_project_enterprise, project_tier.
create or replace temp table enterprise_tier as
with facts as (
	select
		subject_code,
		sum(case when grp = 'D' and severity = 3 then 1 else 0 end) as d3,
		sum(case when grp = 'E' and severity = 3 then 1 else 0 end) as e3,
		sum(case when grp = 'D' and severity >= 2 then 1 else 0 end) as d2,
		sum(case when severity >= 2 then 1 else 0 end) as any2,
		sum(case when severity >= 1 then 1 else 0 end) as any1,
		sum(case when grp = 'E' and indicator <> 'gc_contagion' and null_reason = '' then 1 else 0 end) as e_judged,
		sum(case when grp = 'E' and null_reason = 'missing' then 1 else 0 end) as e_missing
	from counted
	where subject_type = 'enterprise'
	group by subject_code
),
own as (
	select *,
		case
			when d3 >= 1 or (e3 >= 1 and d2 >= 1) then 3
			when d2 >= 1 or e3 >= 1 or any2 >= 2 then 2
			when any1 >= 1 then 1
			else 0
		end as level,
		case
			when d3 >= 1 then '1a'
			when e3 >= 1 and d2 >= 1 then '1b'
			when d2 >= 1 or e3 >= 1 or any2 >= 2 then '2'
			when any1 >= 1 then '3'
			else '0'
		end as clause
	from facts
),
worst as (
	select x.uscc, max(t.tier) as tier
	from int_project_enterprise x
	join project_tier t on t.subject_code = x.project_code
	group by x.uscc
),
raised as (
	select o.*, greatest(o.level, coalesce(w.tier, 0) - 1) as final_level
	from own o
	left join worst w on w.uscc = o.subject_code
),
fired as (
	select c.subject_code, string_agg(c.indicator, ';' order by c.severity desc, g.place, c.indicator) as indicators
	from counted c
	join indicator_group g on g.indicator = c.indicator
	join raised r on r.subject_code = c.subject_code
	where c.subject_type = 'enterprise' and r.level > 0 and r.level = r.final_level and c.severity >= r.level
	group by c.subject_code
)
select
	r.subject_code,
	cast(r.final_level as tinyint) as tier,
	r.e_judged = 0 and r.e_missing > 0 as grey,
	case when r.final_level > r.level then 'project' else r.clause end as clause,
	coalesce(f.indicators, '') as fired
from raised r
left join fired f on f.subject_code = r.subject_code
