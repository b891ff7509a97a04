-- One row a fund for the month $month.
select fund_name, cast($month as date) as as_of, 100000000 as floor_fen, 120000000 as balance_fen
from (values ('应急周转金'), ('应急储备金')) as f(fund_name)
