-- One row in five hundred contractors. From feed_enterprises.
select 'YQ' || uscc as report_no, uscc, cast($as_of as date) - 20 as report_date, cast($as_of as date) + 5 as settle_by
from feed_enterprises
where hash(uscc, 'deferral') % 500 = 0
