-- Every batch is in whole: its rows are those that it brought and that were not known already, and those brought back.
-- {{each_feed}}
select '{{feed}}' as feed, b.batch_id, b.accepted - b.unchanged + coalesce(r.again, 0) as expected,
	coalesce(f.kept, 0) as kept
from batch b
left join (select batch_id, count(*) as kept from feed_{{feed}} group by batch_id) as f on f.batch_id = b.batch_id
left join (
	select batch_id, sum(row_count) as again from brought_back where feed = '{{feed}}' group by batch_id
) as r on r.batch_id = b.batch_id
where b.feed = '{{feed}}' and coalesce(f.kept, 0) <> b.accepted - b.unchanged + coalesce(r.again, 0)
