-- One row an enterprise for the month $month. From feed_enterprises.
select uscc, cast($month as date) as month, 40 + hash(uscc) % 10 as insured_count, 4000000 as payable_fen,
	case when hash(uscc, 'social') % 200 = 0 then 1000000 else 4000000 end as paid_fen
from feed_enterprises
