-- One row an active project with a past-due payroll and coming pay day, k = 1 to 3: the forecast, shown and judged.
-- From int_runway_flow. A day is covered unless what is left falls short by more than the noise share of a wage bill;
-- compared as exact fractions over scale = forecast_den × payment_count, shown in fen rounded half up.
-- covered is null where no balance is known. best: the payer counts as regular; worst: nothing comes in.
with summed as (
	select f.project_code, f.k, sum(e.owed_num) as owed_sum_num
	from int_runway_flow f
	join int_runway_flow e on e.project_code = f.project_code and e.k <= f.k
	group by f.project_code, f.k
),
scaled as (
	select
		f.*,
		f.forecast_den * f.payment_count as scale,
		cast(f.balance_fen - f.arrears_fen as decimal(38, 0)) * f.forecast_den * f.payment_count
			- cast(s.owed_sum_num as decimal(38, 0)) * f.payment_count as worst_num,
		f.expected_num * f.forecast_den as in_num,
		f.expected_best_num * f.forecast_den as best_in_num,
		cast({{runway_noise_share}} * 1000000 as decimal(38, 0)) * f.forecast_num * f.payment_count as noise_ppm_num
	from int_runway_flow f
	join summed s on s.project_code = f.project_code and s.k = f.k
)
select
	project_code,
	k,
	wage_month,
	due_date,
	cast(floor(cast(owed_num as double precision) / cast(forecast_den as double precision) + 0.5) as bigint) as owed_fen,
	cast(floor(cast(forecast_num as double precision) / cast(forecast_den as double precision) + 0.5) as bigint)
		as forecast_fen,
	cast(floor(cast(expected_num as double precision) / cast(payment_count as double precision) + 0.5) as bigint)
		as inflow_fen,
	cast(floor(cast(expected_best_num as double precision) / cast(payment_count as double precision) + 0.5) as bigint)
		as inflow_best_fen,
	balance_fen,
	cast(arrears_fen as bigint) as arrears_fen,
	cast(floor(cast(worst_num + in_num as double precision) / cast(scale as double precision) + 0.5) as bigint)
		as left_fen,
	(worst_num + in_num) * 1000000 >= -noise_ppm_num as covered,
	(worst_num + best_in_num) * 1000000 >= -noise_ppm_num as covered_best,
	worst_num * 1000000 >= -noise_ppm_num as covered_worst
from scaled
