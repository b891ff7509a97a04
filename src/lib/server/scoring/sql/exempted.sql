-- One row a subject and indicator that an exemption in force on the day takes out: of its acts by the day, and as far as
-- they were known, the last is the approval. From exemption_act.
insert into exempted
select distinct subject_type, subject_code, indicator
from (
	select
		subject_type, subject_code, indicator, act, until,
		row_number() over (partition by subject_code, exemption_id order by act_no desc) as place
	from exemption_act
	where cast(acted_at as date) <= {{as_of}} and ($known_at is null or acted_at <= cast($known_at as timestamp))
) last_act
where place = 1 and act = 'approved' and until >= {{as_of}}
