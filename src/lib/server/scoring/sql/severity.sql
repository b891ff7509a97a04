-- One row a subject and reported measure: value, severity (highest level whose condition holds), period.
-- From candidate, threshold. Of several candidates the worst is kept.
create or replace temp table judged as
with levelled as (
	select
		c.subject_type, c.subject_code, c.indicator, c.measure, c.reported, c.value, c.null_reason, c.period, c.band,
		c.severity_cap,
		max(
			case
				when t.op = '>=' and c.value >= t.bound then t.severity
				when t.op = '>' and c.value > t.bound then t.severity
				when t.op = '<=' and c.value <= t.bound then t.severity
				when t.op = '<' and c.value < t.bound then t.severity
				else 0
			end
		) as level
	from candidate c
	left join threshold t on t.indicator = c.indicator and t.measure = c.measure and t.band = c.band
	group by
		c.subject_type, c.subject_code, c.indicator, c.measure, c.reported, c.value, c.null_reason, c.period, c.band,
		c.severity_cap
),
capped as (
	select *,
		case
			when null_reason = 'missing' then null
			when null_reason = 'not_applicable' then 0
			when severity_cap is not null and severity_cap < level then severity_cap
			else level
		end as severity
	from levelled
),
ranked as (
	select *,
		max(severity) over (partition by subject_type, subject_code, indicator, reported) as worst,
		row_number() over (
			partition by subject_type, subject_code, indicator, reported
			order by case when measure = reported then 0 else 1 end, severity desc nulls last, value desc nulls last, band, period
		) as place
	from capped
)
select
	subject_type, subject_code, indicator, reported as measure, value,
	cast(worst as tinyint) as severity, null_reason, period
from ranked
where place = 1
