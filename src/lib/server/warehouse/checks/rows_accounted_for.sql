-- Every row that was read is either in or set aside.
select batch_id, file_name, rows_read, accepted, set_aside
from batch where rows_read <> accepted + set_aside
