-- One row a subject and indicator that counts: the worst of its measures.
-- From judged. Most indicators have one measure and need no grouping.
create or replace temp view counted_all as
select subject_type, subject_code, indicator, grp, severity, coalesce(null_reason, '') as null_reason
from judged
where counts and measure = ''
union all
select subject_type, subject_code, indicator, grp, max(severity), min(coalesce(null_reason, ''))
from judged
where counts and measure <> ''
group by subject_type, subject_code, indicator, grp
