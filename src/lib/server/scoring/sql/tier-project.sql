-- One row a project: the tier rule, clause by clause, the first that holds.
-- From int_project, counted (its own A to D), of_contractor (E), project_contractor, indicator_group, feed_state, feed_subject.
create or replace temp table project_tier as
with contractor as (
	select
		uscc, apart,
		sum(case when severity = 3 then 1 else 0 end) as e3,
		max(case when severity >= 2 then 1 else 0 end) as e2,
		max(case when severity >= 1 then 1 else 0 end) as e1
	from of_contractor
	group by uscc, apart
),
own as (
	select
		subject_code,
		max(case when severity = 3 and indicator in (
			'unpaid_wage_months', 'verified_arrears', 'group_petition', 'account_frozen', 'account_outflow_suspect'
		) then 1 else 0 end) as hard,
		max(case when severity = 3 and grp in ('A', 'D') then 1 else 0 end) as ad3,
		max(case when severity = 3 and indicator = 'runway_days' then 1 else 0 end) as runway3,
		sum(case when severity = 3 and grp = 'B' then 1 else 0 end) as b3,
		sum(case when severity = 3 and grp = 'C' then 1 else 0 end) as c3,
		max(case when severity >= 2 and grp in ('A', 'D') then 1 else 0 end) as ad2,
		max(case when severity >= 2 and grp in ('A', 'B', 'D') then 1 else 0 end) as abd2,
		max(case when severity >= 2 and grp = 'A' then 1 else 0 end)
			+ max(case when severity >= 2 and grp = 'B' then 1 else 0 end)
			+ max(case when severity >= 2 and grp = 'C' then 1 else 0 end)
			+ max(case when severity >= 2 and grp = 'D' then 1 else 0 end) as abcd_groups2,
		max(case when severity >= 1 and grp in ('A', 'B', 'D') then 1 else 0 end) as abd1,
		max(case when severity >= 2 and grp = 'C' then 1 else 0 end) as c2,
		sum(case when grp in ('A', 'B') and null_reason = 'missing' then 1 else 0 end) as ab_missing,
		sum(case when grp in ('A', 'B') and null_reason = '' then 1 else 0 end) as ab_judged
	from counted
	where subject_type = 'project'
	group by subject_code
),
facts as (
	select o.*,
		coalesce(e.e3, 0) as e3,
		o.abcd_groups2 + coalesce(e.e2, 0) as groups2,
		case when o.abd1 = 1 or e.e1 = 1 then 1 else 0 end as abde1
	from own o
	join project_contractor p on p.project_code = o.subject_code
	left join contractor e on e.uscc = p.gc_uscc and e.apart = p.apart
),
ruled as (
	select *,
		case
			when hard = 1 then '1a'
			when ad3 = 1 then '1b'
			when runway3 = 1 or b3 >= 2 or (b3 >= 1 and ad2 = 1) then '1c'
			when (e3 >= 1 or c3 >= 2) and abd2 = 1 then '1d'
			when abd2 = 1 or e3 >= 1 or c3 >= 2 or groups2 >= 2 then '2'
			when abde1 = 1 or c2 = 1 then '3'
			else '0'
		end as clause
	from facts
),
tiered as (
	select *,
		ab_missing > 0 and ab_judged = 0 as grey_alone,
		case when clause in ('1a', '1b', '1c', '1d') then 3 when clause = '2' then 2 when clause = '3' then 1 else 0 end as level
	from ruled
),
silent as (
	select p.project_code, string_agg(s.feed, ';' order by s.feed) as feeds
	from int_project p
	join feed_state s on true
	left join feed_subject r on r.feed = s.feed and r.project_code = p.project_code
	where p.active and (s.too_old or r.project_code is null)
	group by p.project_code
),
findings as (
	select subject_code, indicator, severity from counted where subject_type = 'project' and severity > 0
	union all
	select p.project_code, c.indicator, c.severity
	from project_contractor p
	join of_contractor c on c.uscc = p.gc_uscc and c.apart = p.apart
	where c.severity > 0
),
fired as (
	select f.subject_code, string_agg(f.indicator, ';' order by f.severity desc, g.place, f.indicator) as indicators
	from findings f
	join indicator_group g on g.indicator = f.indicator
	join tiered t on t.subject_code = f.subject_code
	where t.level > 0 and f.severity >= t.level
	group by f.subject_code
)
select
	p.project_code as subject_code,
	case when t.grey_alone then null else cast(t.level as tinyint) end as tier,
	coalesce(t.grey_alone, true) or s.feeds is not null as grey,
	s.feeds as grey_reason,
	case when t.grey_alone then '' else t.clause end as clause,
	case when t.grey_alone then '' else coalesce(f.indicators, '') end as fired
from int_project p
left join tiered t on t.subject_code = p.project_code
left join silent s on s.project_code = p.project_code
left join fired f on f.subject_code = p.project_code
