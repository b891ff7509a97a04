/**
 * SQL of "consecutive latest months": from the latest received month backwards, adjacent months
 * for which `hit` holds; a gap ends the run. A month counts from its last day.
 * @param received SQL with one row an enterprise and month: uscc, month, hit
 */
export function latestRunSql({ received }: { received: string }): string {
	return `
		with received as (
			select * from (${received}) as r where {{month_end(month)}} <= {{as_of}}
		),
		counted as (
			select uscc, month, hit,
				cast(extract(year from month) * 12 + extract(month from month) as integer) as month_index,
				row_number() over (partition by uscc order by month desc) as place
			from received
		),
		latest as (
			select uscc, month_index, month from counted where place = 1
		),
		broken as (
			select c.uscc, min(c.place) as first_break
			from (
				select c.uscc, c.place,
					case when coalesce(c.hit, false) and c.month_index = l.month_index - (c.place - 1) then 0 else 1 end as breaks
				from counted c
				join latest l on l.uscc = c.uscc
			) c
			where c.breaks = 1
			group by c.uscc
		),
		lengths as (
			select c.uscc, coalesce(max(b.first_break) - 1, max(c.place)) as run, max(l.month) as month
			from counted c
			join latest l on l.uscc = c.uscc
			left join broken b on b.uscc = c.uscc
			group by c.uscc
		),
		ever as (
			select uscc from received group by uscc
		)
		select
			e.uscc as subject_code,
			case when v.uscc is not null then coalesce(n.run, 0) end as value,
			case when v.uscc is null then 'missing' end as null_reason,
			n.month as period
		from int_enterprise e
		left join ever v on v.uscc = e.uscc
		left join lengths n on n.uscc = e.uscc`;
}
