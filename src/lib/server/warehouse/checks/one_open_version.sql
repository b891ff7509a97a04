-- At any moment a row of a key has one version: versions of one row never overlap.
-- {{each_feed}}
select '{{feed}}' as feed, count(*) as overlapping
from (
	select known_to, lead(known_from) over (partition by {{key}} order by known_from, known_to nulls last) as next_from
	from feed_{{feed}}
	where known_to is null or known_to > known_from
) as v
where v.next_from is not null and (v.known_to is null or v.known_to > v.next_from)
having count(*) > 0
