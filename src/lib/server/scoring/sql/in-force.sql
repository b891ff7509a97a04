-- As counted_all, without what is exempted of the subject itself.
-- From counted_all, exempted.
create or replace temp view counted as
select c.subject_type, c.subject_code, c.indicator, c.grp, c.severity, c.null_reason
from counted_all c
where not exists (
	select 1
	from exempted x
	where x.subject_type = c.subject_type and x.subject_code = c.subject_code and x.indicator = c.indicator
)
