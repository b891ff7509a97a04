-- One row an active project with a past-due payroll and coming pay day, k = 1 to 3: what is known, owed and expected
-- up to that day. From int_pay_day_ahead, int_payroll_forecast, int_account_balance, int_wage_month, int_labour_payer.
-- Fractions stay exact: owed_num ÷ forecast_den and expected_num ÷ payment_count are fen.
with arrears as (
	select project_code, sum(case when net_fen > paid_fen then net_fen - paid_fen else 0 end) as arrears_fen
	from int_wage_month
	where past_due
	group by project_code
),
known as (
	select
		d.project_code, d.k, d.wage_month, d.due_date,
		f.forecast_num, f.forecast_den,
		b.balance_fen,
		coalesce(a.arrears_fen, 0) as arrears_fen,
		case when d.net_fen is null then f.forecast_num else cast(d.net_fen as decimal(38, 0)) * f.forecast_den end
			- cast(d.paid_fen as decimal(38, 0)) * f.forecast_den as left_num,
		coalesce(y.payment_count, 1) as payment_count,
		coalesce(y.amount_fen, 0) as amount_fen,
		coalesce(y.regular, false) as regular,
		case
			when y.project_code is null or y.late or y.first_expected > d.due_date then 0
			else floor(cast({{days(y.first_expected, d.due_date)}} as double precision) / y.every_days) + 1
		end as payments_ahead
	from int_pay_day_ahead d
	join int_payroll_forecast f on f.project_code = d.project_code
	left join int_account_balance b on b.project_code = d.project_code
	left join arrears a on a.project_code = d.project_code
	left join int_labour_payer y on y.project_code = d.project_code
)
select
	project_code, k, wage_month, due_date, forecast_num, forecast_den, balance_fen, arrears_fen,
	case when left_num > 0 then left_num else cast(0 as decimal(38, 0)) end as owed_num,
	cast(payment_count as decimal(38, 0)) as payment_count,
	case when regular then cast(amount_fen as decimal(38, 0)) * cast(payments_ahead as decimal(38, 0))
		else cast(0 as decimal(38, 0)) end as expected_num,
	cast(amount_fen as decimal(38, 0)) * cast(payments_ahead as decimal(38, 0)) as expected_best_num
from known
