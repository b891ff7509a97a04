/**
 * SQL of a drop against the year before: 1 − mean(last n received months) ÷ mean(the same months a
 * year before). Fewer months, a base month missing or a base of 0: not applicable; no row ever: missing.
 * @param received SQL with one row an enterprise and month: uscc, month, amount (null is not received)
 */
export function yearOnYearDropSql({ received, months }: { received: string; months: number }): string {
	return `
		with received as (
			select * from (${received}) as r where {{month_end(month)}} <= {{as_of}}
		),
		counted as (
			select uscc, month, amount, row_number() over (partition by uscc order by month desc) as place
			from received
			where amount is not null
		),
		compared as (
			select
				c.uscc,
				count(*) as month_count,
				count(b.month) as base_count,
				sum(c.amount) as recent,
				sum(b.amount) as base,
				max(c.month) as month
			from counted c
			left join counted b on b.uscc = c.uscc and b.month = {{months_before(c.month, 12)}}
			where c.place <= ${months}
			group by c.uscc
		),
		ever as (
			select uscc from received group by uscc
		)
		select
			e.uscc as subject_code,
			case
				when n.month_count = ${months} and n.base_count = ${months} and n.base > 0
				then {{ratio_decimal(n.base - n.recent, n.base)}}
			end as value,
			case
				when v.uscc is null then 'missing'
				when n.uscc is null or n.month_count < ${months} or n.base_count < ${months} or n.base <= 0
				then 'not_applicable'
			end as null_reason,
			n.month as period
		from int_enterprise e
		left join ever v on v.uscc = e.uscc
		left join compared n on n.uscc = e.uscc`;
}
