/** Cases of a day with the sum and people that were verified last, by a person or, where nobody did, by the supplier. Acts are
 * counted, not numbered: the engine's planner fails on `row_number() = 1` where a scope stands in the question. */
export const verifiedCases = `
	select c.case_no, c.project_code, c.uscc, c.opened_at, c.closed_at, c.ordered_correct_at,
		coalesce(v.workers, c.worker_count) as people, coalesce(v.amount_fen, c.amount_fen) as amount_fen, c.batch_id, c.row_no,
		c.closed_at is null and d.case_no is null as is_open, coalesce(c.closed_at, cast(d.closed_on as date)) as ended_on
	from feed_cases c
	left join (
		select case_no, workers, amount_fen from (
			select case_no, workers, amount_fen, count(*) over (partition by case_no order by acted_at desc rows unbounded preceding) as place
			from case_act where act = 'verified'
		) l where place = 1
	) v on v.case_no = c.case_no
	left join (select case_no, max(acted_at) as closed_on from case_act where act = 'closed' group by case_no) d
		on d.case_no = c.case_no
	where c.known_to is null and c.opened_at <= cast($today as date) and (coalesce(c.verified, false) or v.case_no is not null)`;
