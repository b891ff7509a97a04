-- Every personal value lies in a block that is there.
select v.block_id, count(*) as stray
from pii_value v left join pii_block b on b.block_id = v.block_id
where b.block_id is null group by v.block_id
