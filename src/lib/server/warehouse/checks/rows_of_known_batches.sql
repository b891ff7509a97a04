-- Every row of a feed belongs to a batch that is on record.
-- {{each_feed}}
select '{{feed}}' as feed, count(*) as stray
from feed_{{feed}} as f left join batch b on b.batch_id = f.batch_id
where b.batch_id is null
having count(*) > 0
