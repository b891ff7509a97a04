import { fires, type Remedy } from '../remedy';

/** What the minimum wage gives for the days of a line. */
const fair = `cast(ceil({{minimum_wage_fen}} * work_days / {{wage_days_per_month}}) as bigint)`;
const isLow = `work_days >= {{low_pay_min_work_days}}
			and payable_fen * {{wage_days_per_month}} < {{minimum_wage_fen}} * work_days`;

/** Pay below the minimum wage in the latest past-due month, made up to it and paid. */
export default {
	id: 'raise_low_pay',
	actor: 'contractor',
	said: {
		zh: '补足低于最低工资的 {people} 人差额 {sum}',
		en: 'make up the pay of {people} workers to the minimum wage, {sum}'
	},
	find: `
		select null as month, cast(sum(${fair} - payable_fen) as bigint) as amount_fen, cast(null as bigint) as least_fen,
			count(*) as people
		from {{payroll}} r
		join int_latest_month l on l.project_code = r.project_code and l.latest_month = r.wage_month
		where r.project_code = {{project}} and ${isLow} and ${fires('low_pay_share')}
		having count(*) > 0`,
	apply: [
		`
		update feed_payroll set
			paid_fen = case when pay_status = '成功' and pay_date <= {{as_of}} then paid_fen + ${fair} - payable_fen else paid_fen end,
			payable_fen = ${fair}
		from {{trials}} t, int_latest_month l
		where feed_payroll.project_code = t.project_code and l.project_code = t.origin
			and feed_payroll.wage_month = l.latest_month and known_to is null and ${isLow}`
	]
} as const satisfies Remedy;
