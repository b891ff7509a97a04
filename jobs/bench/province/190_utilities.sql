-- One row an enterprise and kind for the month $month. From feed_enterprises.
select uscc as subject_code, kind, cast($month as date) as month,
	cast(10000 + hash(uscc, $month) % 900 as decimal(18, 6)) as consumption, 500000 as billed_fen, 500000 as paid_fen
from feed_enterprises
cross join (values ('电'), ('水')) as k(kind)
