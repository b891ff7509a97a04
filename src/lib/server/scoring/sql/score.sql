-- One row a subject: score 0 to 100. Each group W = 0.7·max/3 + 0.3·mean/3 over what could be judged;
-- the weight of a group that could not be judged at all is shared among the others.
-- From counted, of_contractor, project_contractor, group_weight.
create or replace temp table scored as
with loads as (
	select subject_type, subject_code, grp,
		0.7 * max(severity) / 3 + 0.3 * (cast(sum(severity) as double) / count(*)) / 3 as load
	from counted
	where severity is not null
	group by subject_type, subject_code, grp
),
contractor as (
	select uscc, apart,
		0.7 * max(severity) / 3 + 0.3 * (cast(sum(severity) as double) / count(*)) / 3 as load
	from of_contractor
	where severity is not null
	group by uscc, apart
),
all_loads as (
	select subject_type, subject_code, grp, load from loads
	union all
	select 'project', p.project_code, 'E', c.load
	from project_contractor p
	join contractor c on c.uscc = p.gc_uscc and c.apart = p.apart
),
weighed as (
	select l.subject_type, l.subject_code, w.weight, l.load
	from all_loads l
	join group_weight w on w.grp = l.grp
)
select
	subject_type, subject_code,
	100 * sum(weight * load) / sum(weight) as score
from weighed
group by subject_type, subject_code
