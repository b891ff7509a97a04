-- Every tier belongs to a scoring run that is on record.
select t.run_id, count(*) as stray
from tier_result t left join score_run r on r.run_id = t.run_id
where r.run_id is null group by t.run_id
