-- One row a project that was ever paid labour cost: how its payer pays, and when money may come next.
-- From disbursements: the last (up to) three with money in them. Two on one day are two, with a gap of 0.
-- first_expected is the last day plus the mean gap (rounded half up, at least 1; 30 after one payment only).
with ranked as (
	select project_code, paid_date, paid_fen,
		row_number() over (partition by project_code order by paid_date desc, disbursement_no desc) as place,
		lag(paid_date) over (partition by project_code order by paid_date, disbursement_no) as date_before
	from {{disbursements}}
	where kind = '人工费' and paid_fen > 0 and paid_date <= {{as_of}}
),
recent as (
	select project_code, paid_date, paid_fen, place, case when place < 3 then {{days(date_before, paid_date)}} end as gap
	from ranked
	where place <= 3
),
summed as (
	select
		project_code,
		count(*) as payment_count,
		sum(paid_fen) as amount_fen,
		max(paid_date) as last_date,
		coalesce(max(gap), 0) as longest_gap,
		sum(gap) as gap_sum,
		count(gap) as gap_count
	from recent
	group by project_code
),
paced as (
	select *,
		cast(
			case
				when gap_count = 0 then 30
				when gap_sum < gap_count then 1
				else floor(cast(gap_sum as double precision) / gap_count + 0.5)
			end as integer
		) as every_days
	from summed
)
select
	project_code,
	payment_count,
	amount_fen,
	last_date,
	every_days,
	last_date + every_days as first_expected,
	longest_gap <= {{runway_regular_gap_days}} as regular,
	last_date + every_days < {{as_of}} - {{runway_late_days}} as late
from paced
