-- One row a subject: score 0 to 100. Each group W = 0.7·max/3 + 0.3·mean/3 over what could be judged;
-- the weight of a group that could not be judged at all is shared among the others.
-- From judged, int_project, indicator_group (weight a group), subject_kind.
create or replace temp table scored as
with counted as (
	select j.subject_type, j.subject_code, g.grp, j.indicator, max(j.severity) as severity
	from judged j
	join indicator_group g on g.indicator = j.indicator and g.counts
	where j.severity is not null
	group by j.subject_type, j.subject_code, g.grp, j.indicator
	union all
	select 'project', p.project_code, 'E', j.indicator, max(j.severity)
	from int_project p
	join judged j on j.subject_type = 'enterprise' and j.subject_code = p.gc_uscc
	join indicator_group g on g.indicator = j.indicator and g.grp = 'E' and j.indicator <> 'gc_contagion'
	where j.severity is not null
	group by p.project_code, j.indicator
),
weighed as (
	select c.subject_type, c.subject_code, w.weight,
		0.7 * max(c.severity) / 3 + 0.3 * (cast(sum(c.severity) as double) / count(*)) / 3 as load
	from counted c
	join group_weight w on w.grp = c.grp
	group by c.subject_type, c.subject_code, c.grp, w.weight
)
select
	subject_type, subject_code,
	100 * sum(weight * load) / sum(weight) as score
from weighed
group by subject_type, subject_code
