-- One row a subject and reported measure: value, severity (highest level whose condition holds), period.
-- From candidates, threshold, indicator_group. Of several candidates of a subject the worst is kept; an indicator that
-- answers one row a subject is not asked to choose, which spares ordering millions of rows.
insert into judged
with bounds as (
	select
		indicator, measure, band,
		max(case when severity = 1 then op end) as op_1, max(case when severity = 1 then bound end) as bound_1,
		max(case when severity = 2 then op end) as op_2, max(case when severity = 2 then bound end) as bound_2,
		max(case when severity = 3 then op end) as op_3, max(case when severity = 3 then bound end) as bound_3
	from threshold
	group by indicator, measure, band
),
levelled as (
	select
		c.subject_type, c.subject_code, c.indicator, c.measure, c.reported, c.value, c.null_reason, c.period, c.band,
		c.severity_cap,
		case when {{holds(t.op_3, t.bound_3)}} then 3 when {{holds(t.op_2, t.bound_2)}} then 2
			when {{holds(t.op_1, t.bound_1)}} then 1 else 0 end as level
	from {{candidates}} c
	left join bounds t on t.indicator = c.indicator and t.measure = c.measure and t.band = c.band
),
capped as (
	select l.*, g.grp, g.counts, g.one_row,
		cast(
			case
				when l.null_reason = 'missing' then null
				when l.null_reason = 'not_applicable' then 0
				when l.severity_cap is not null and l.severity_cap < l.level then l.severity_cap
				else l.level
			end as tinyint
		) as severity
	from levelled l
	join indicator_group g on g.indicator = l.indicator
),
ranked as (
	select *,
		max(severity) over (partition by subject_type, subject_code, indicator, reported) as worst,
		row_number() over (
			partition by subject_type, subject_code, indicator, reported
			order by case when measure = reported then 0 else 1 end, severity desc nulls last, value desc nulls last, band, period
		) as place
	from capped
	where not one_row
)
select subject_type, subject_code, indicator, reported as measure, value, severity, null_reason, period, grp, counts
from capped
where one_row
union all
select subject_type, subject_code, indicator, reported, value, worst, null_reason, period, grp, counts
from ranked
where place = 1
