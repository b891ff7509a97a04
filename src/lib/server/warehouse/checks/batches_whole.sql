-- Every batch is in whole: its rows are those that it brought and that were not known already.
-- {{each_feed}}
select '{{feed}}' as feed, b.batch_id, b.accepted - b.unchanged as expected, coalesce(f.kept, 0) as kept
from batch b
left join (select batch_id, count(*) as kept from feed_{{feed}} group by batch_id) as f on f.batch_id = b.batch_id
where b.feed = '{{feed}}' and b.status = 'loaded' and coalesce(f.kept, 0) <> b.accepted - b.unchanged
