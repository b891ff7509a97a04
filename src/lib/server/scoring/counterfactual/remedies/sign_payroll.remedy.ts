import { fires, type Remedy } from '../remedy';

/** The payroll of the latest past-due month, signed by every worker. */
export default {
	id: 'sign_payroll',
	actor: 'contractor',
	said: { zh: '让 {people} 名工人在工资表上补签字', en: 'have {people} workers sign the payroll' },
	find: `
		select null as month, cast(null as bigint) as amount_fen, cast(null as bigint) as least_fen, count(*) as people
		from {{payroll}} r
		where r.project_code = {{project}} and not coalesce(signed, false)
			and wage_month = (
				select l.latest_month from int_latest_month l where l.project_code = r.project_code) and ${fires('unsigned_payroll_ratio')}
		having count(*) > 0`,
	apply: [
		`
		update feed_payroll set signed = true
		from {{trials}} t, int_latest_month l
		where feed_payroll.project_code = t.project_code and l.project_code = t.origin
			and feed_payroll.wage_month = l.latest_month and known_to is null`
	]
} as const satisfies Remedy;
