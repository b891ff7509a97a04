-- One row an enterprise for the month $month. From feed_enterprises.
select uscc, cast($month as date) as month, 1000000 as declared_fen, 1000000 as paid_fen,
	case when hash(uscc, 'tax') % 200 = 0 then 500000 else 0 end as overdue_fen,
	100000000 + hash(uscc, $month) % 10000000 as invoice_amount_fen
from feed_enterprises
