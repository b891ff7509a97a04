-- Masks of workers, as pages show them, in the order of their keys as ingest writes them. From made_worker.
insert into pii_value
select id_key, '410***********' || right(id_no, 4), 1, 0 from made_worker
union all
select name_key, '张*', 1, 0 from made_worker
union all
select card_key, '**** ' || right(id_no, 4), 1, 0 from made_worker
order by 1
