-- One row a project but those of ailment 5. From made_project.
select project_code, '合成担保' as issuer, 100000000 as amount_fen, start_date as issued_at
from made_project
where ailment <> 5
