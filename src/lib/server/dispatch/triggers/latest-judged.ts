/** Number of the scoring that answers for today, as a question in a question. */
export const latestJudged = `(select run_id from score_run
	where series = 'current' and as_of <= cast($today as date) order by as_of desc, run_id desc limit 1)`;
