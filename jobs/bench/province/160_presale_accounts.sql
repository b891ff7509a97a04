-- One row a housing project for the month $month. From made_project.
select project_code, cast($month as date) as as_of, 900000000 as balance_fen
from made_project
where n % 6 = 0
